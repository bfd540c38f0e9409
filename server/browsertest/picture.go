package browsertest

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/go-rod/rod/lib/proto"
)

// Picture is the PNG of what the visitor sees.
func (p *Page) Picture() []byte {
	p.t.Helper()
	png, err := p.rod.Timeout(Patience).Screenshot(false, nil)
	p.must("take a picture", err)
	return png
}

// PictureOf is the PNG of one element.
func (p *Page) PictureOf(selector string) []byte {
	p.t.Helper()
	e, err := p.rod.Timeout(Patience).Element(selector)
	p.must("find "+selector, err)
	png, err := e.Screenshot(proto.PageCaptureScreenshotFormatPng, 0)
	p.must("take a picture of "+selector, err)
	return png
}

// Keep puts a picture where people look at it: pictures/name-screen.png.
func (p *Page) Keep(name string) {
	p.t.Helper()
	folder := filepath.Join(Root(p.t), "pictures")
	p.must("make the folder of pictures", os.MkdirAll(folder, 0o755))
	p.must("keep a picture", os.WriteFile(filepath.Join(folder, name+"-"+p.screen.Name+".png"), p.Picture(), 0o644))
}

// keep is Keep where a test already fails.
func (p *Page) keep(name string) {
	png, err := p.rod.Timeout(Patience).Screenshot(false, nil)
	if err == nil {
		folder := filepath.Join(Root(p.t), "pictures")
		os.MkdirAll(folder, 0o755)
		os.WriteFile(filepath.Join(folder, name+"-"+p.screen.Name+".png"), png, 0o644)
	}
}

// Root is the folder of the house: where go.mod is.
func Root(t testing.TB) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		if folder == filepath.Dir(folder) {
			t.Fatal("no go.mod above this folder")
		}
		folder = filepath.Dir(folder)
	}
}
