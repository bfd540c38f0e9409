// Package site is what a browser and a script meet: the pages, the JSON API
// and the websocket, as API.md beside it says.
//
//	request ─▶ security headers ─▶ host ─▶ origin ─▶ route ─▶ handler ─▶ room
//	                 │                │        │        │        │
//	                 └──────────────── an error ────────┴────────┴─▶ status and one sentence
//
// A handler returns its error; one table in errors.go gives it its status, and
// it is told as JSON under /api/ and as a page elsewhere. Every answer, an
// error too, carries the headers of security.go. Nothing of a request's body
// or path is believed before it is checked, and a command's token is checked
// by the room itself each time.
//
// A websocket has three goroutines: one reads the browser's commands, one asks
// the room for news, one writes. Close waits for all of them; end the rooms first.
package site
