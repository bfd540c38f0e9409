package event

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"testing"
)

// TestTheVocabularyIsWhole: each constant of these types is in its list.
func TestTheVocabularyIsWhole(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "event.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	declared := map[string][]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		if v, is := n.(*ast.ValueSpec); is && len(v.Values) == 1 {
			if of, is := v.Type.(*ast.Ident); is {
				text, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				declared[of.Name] = append(declared[of.Name], text)
			}
		}
		return true
	})
	for _, k := range Kinds() {
		declared["listed"] = append(declared["listed"], string(k))
	}
	compare(t, "kind", declared["listed"], declared["Kind"])
	declared["listed"] = nil
	for _, r := range Reasons() {
		declared["listed"] = append(declared["listed"], string(r))
	}
	compare(t, "reason", declared["listed"], declared["Reason"])
}

func compare(t *testing.T, what string, listed, declared []string) {
	t.Helper()
	slices.Sort(listed)
	slices.Sort(declared)
	if !slices.Equal(listed, declared) {
		t.Errorf("%ss:\n  listed %v\ndeclared %v", what, listed, declared)
	}
}
