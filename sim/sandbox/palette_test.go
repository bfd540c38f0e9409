package sandbox_test

import (
	"strings"
	"testing"

	"patternscope/sim/sandbox"
)

func TestEachKindSaysAllOfItself(t *testing.T) {
	for _, k := range sandbox.Palette() {
		if k.Title == "" || k.Group == "" || k.Help == "" || !strings.Contains(k.Source, "func ") {
			t.Errorf("%s leaves something out: %+v", k.Kind, k)
		}
		for _, f := range k.Settings {
			if err := k.CheckSetting(f.Name, f.Default); err != nil {
				t.Errorf("%s: the default of %s: %v", k.Kind, f.Name, err)
			}
		}
		if _, err := sandbox.Parse([]byte(`{"sandbox":1,"nodes":[{"kind":"` + k.Kind + `"}]}`)); err != nil {
			t.Error(err)
		}
	}
}

func TestTypesThatCanTalkAgree(t *testing.T) {
	for _, a := range sandbox.Types() {
		for _, b := range sandbox.Types() {
			if sandbox.CanTalk(a.Type, b.Type) != sandbox.CanTalk(b.Type, a.Type) {
				t.Errorf("%s and %s do not agree", a.Type, b.Type)
			}
		}
	}
}
