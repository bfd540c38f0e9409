// Package patternscope_test holds the house together: who may import whom,
// what no file may contain, and that what is generated is what its source says.
package patternscope_test

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Package is what `go list` says of one package of the house.
type Package struct {
	ImportPath                                         string
	Dir                                                string
	GoFiles, IgnoredGoFiles, TestGoFiles, XTestGoFiles []string
	Imports, TestImports, XTestImports                 []string
}

const module = "patternscope"

// name is the package's folder, with slashes: "sim/zmq"; "." for the root.
func (p Package) name() string {
	if p.ImportPath == module {
		return "."
	}
	return strings.TrimPrefix(p.ImportPath, module+"/")
}

// files are the paths of all its Go files, tests too.
func (p Package) files() []string {
	var paths []string
	for _, names := range [][]string{p.GoFiles, p.IgnoredGoFiles, p.TestGoFiles, p.XTestGoFiles} {
		for _, name := range names {
			paths = append(paths, filepath.Join(p.Dir, name))
		}
	}
	return paths
}

// house lists every package.
func house(t *testing.T) []Package {
	t.Helper()
	out, err := exec.Command("go", "list", "-e", "-json=ImportPath,Dir,GoFiles,IgnoredGoFiles,TestGoFiles,XTestGoFiles,Imports,TestImports,XTestImports", "./...").Output()
	if err != nil {
		t.Fatalf("list the packages: %v", err)
	}
	var packages []Package
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p Package
		switch err := dec.Decode(&p); err {
		case nil:
			packages = append(packages, p)
		case io.EOF:
			return packages
		default:
			t.Fatalf("read the list of packages: %v", err)
		}
	}
}

// tracked lists every file of the house that is under version control, or about to be.
func tracked(t *testing.T) []string {
	t.Helper()
	out, err := exec.Command("git", "ls-files", "--cached", "--others", "--exclude-standard").Output()
	if err != nil {
		t.Fatalf("list the files: %v", err)
	}
	files := strings.Split(strings.TrimSpace(string(out)), "\n")
	return slices.DeleteFunc(files, func(path string) bool {
		_, err := os.Stat(path)
		return errors.Is(err, fs.ErrNotExist) // it is about to go
	})
}
