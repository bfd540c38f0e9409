// Command build makes what the pages load from web/:
//
//	go run ./web/build web static
//
// It is committed, so that the program needs nothing but Go. A test fails when
// it is not what the sources give.
package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("usage: build WEB STATIC")
	}
	web, static := args[0], args[1]
	files, err := Files(web)
	if err != nil {
		return err
	}
	for _, folder := range folders {
		if err := os.RemoveAll(filepath.Join(static, folder)); err != nil {
			return fmt.Errorf("take away what was in %s: %w", folder, err)
		}
	}
	for name, text := range files {
		path := filepath.Join(static, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("make a folder for %s: %w", name, err)
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	return nil
}

// folders are those under static/ that hold nothing else.
var folders = []string{pages, parts}

// Files are the scripts and the style sheets, by their names under static/.
func Files(web string) (map[string][]byte, error) {
	files, err := scripts(web)
	if err != nil {
		return nil, err
	}
	sheets, err := styles(web)
	if err != nil {
		return nil, err
	}
	maps.Copy(files, sheets)
	return files, nil
}
