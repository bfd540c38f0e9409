package site

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strings"
	"time"
)

// assets are the static files, by name, and again by an address that holds
// their content's hash: app.js is served as app.js, to be asked for again
// each time, and as app.4f1c9a20.js, to be kept for ever. A part of the script has its
// hash in its name.
type assets map[string]asset

type asset struct {
	body      []byte
	packed    []byte // gzip; nil where it saves nothing
	kind      string
	hash      string
	immutable bool
}

func loadAssets(files fs.FS) (assets, error) {
	all := assets{}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || kindOf(name) == "" {
			return err
		}
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		all.add(name, body)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the static files: %w", err)
	}
	return all, nil
}

const parts = "parts/" // the folder of what app.js loads

func (a assets) add(name string, body []byte) {
	file := newAsset(name, body)
	file.immutable = strings.HasPrefix(name, parts)
	a[name] = file
	if !file.immutable {
		file.immutable = true
		a[fingerprinted(name, file.hash)] = file
	}
}

func newAsset(name string, body []byte) asset {
	sum := sha256.Sum256(body)
	a := asset{body: body, kind: kindOf(name), hash: hex.EncodeToString(sum[:4])}
	if packed := pack(body); len(packed) < len(body)*9/10 {
		a.packed = packed
	}
	return a
}

func pack(body []byte) []byte {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level is a valid one
	w.Write(body)
	w.Close()
	return out.Bytes()
}

// kindOf is a file's media type; "" for files that are not to be served.
func kindOf(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".woff2":
		return "font/woff2"
	case ".map", ".json":
		return "application/json"
	}
	return ""
}

func fingerprinted(name, hash string) string {
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hash + ext
}

// address is where a page finds a file.
func (a assets) address(name string) string {
	if file, ok := a[name]; ok && !file.immutable {
		name = fingerprinted(name, file.hash)
	}
	return "/static/" + name
}

var begins = regexp.MustCompile(`from ?"\./(` + parts + `[^"]+)"`)

// early are the addresses of the parts that app.js begins with: a page that names
// them does not find out about them only when it has that.
func (a assets) early() []string {
	var all []string
	for _, found := range begins.FindAllSubmatch(a["app.js"].body, -1) {
		all = append(all, a.address(string(found[1])))
	}
	return all
}

func (s *Site) asset(w http.ResponseWriter, r *http.Request) error {
	a, ok := s.assets[r.PathValue("name")]
	if !ok {
		return refuse(noPage, "there is nothing at %s", r.URL.Path)
	}
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("Cache-Control", "no-cache")
	if a.immutable {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	h.Set("Vary", "Accept-Encoding")
	body, tag := a.body, a.hash
	if a.packed != nil && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body, tag = a.packed, a.hash+"-gzip"
	}
	h.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
	return nil
}
