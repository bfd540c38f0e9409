package main

import (
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

// pages is the folder of the pages' style sheets.
const pages = "pages"

// styles are the style sheets, each the whole of a page's, by their names under static/: pages/home.css.
func styles(web string) (map[string][]byte, error) {
	entries, err := filepath.Glob(filepath.Join(web, "style", pages, "*.css"))
	if err != nil {
		return nil, err
	}
	sheets := map[string][]byte{}
	for _, entry := range entries {
		sheet, err := Bundle(entry, api.PlatformBrowser)
		if err != nil {
			return nil, err
		}
		sheets[pages+"/"+filepath.Base(entry)] = sheet
	}
	return sheets, nil
}
