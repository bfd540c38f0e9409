//go:build unix

package main

import (
	"log/slog"
	"syscall"

	"patternscope/server/room"
)

// filesPerRoom is what the largest room can hold open: 64 links with both ends
// here, 32 listeners.
const filesPerRoom = 2*64 + 32

// checkOpenFiles warns when the limits promise more than this process may open.
// Go has raised the soft limit as far as it goes.
func checkOpenFiles(log *slog.Logger, l room.Limits) {
	var has syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &has); err != nil {
		log.Warn("the number of files this process may open is not known", "err", err)
		return
	}
	if need := uint64(l.Rooms*filesPerRoom + l.Viewers + 64); has.Cur < need {
		log.Warn("this process may open too few files for its limits; raise them with ulimit -n, or lower -rooms and -viewers", "may", has.Cur, "needs", need)
	}
}
