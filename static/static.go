// Package static holds what the pages load: the style and the scripts of the pages, made from web/, and the icon.
package static

import "embed"

//go:generate go run ../web/build ../web .

// FS has every asset at its own name: "app.js".
//
//go:embed *.js *.svg pages parts
var FS embed.FS
