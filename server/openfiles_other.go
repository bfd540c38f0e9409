//go:build !unix

package main

import (
	"log/slog"

	"patternscope/server/room"
)

// checkOpenFiles has nothing to check where files are not counted.
func checkOpenFiles(*slog.Logger, room.Limits) {}
