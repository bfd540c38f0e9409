// Package static holds what the pages load: styles, the script made from web/, and the icon.
package static

import "embed"

//go:generate go run ../web/build ../web/main.ts app.js
//go:generate go run ../web/build ../web/theme/main.ts theme.js

// FS has every asset at its own name: "app.js".
//
//go:embed *.css *.js *.svg
var FS embed.FS
