//go:build unix

package measure

import (
	"syscall"
	"time"
)

// processorTime is what this process has used so far, in user and in system
// mode, all its threads (getrusage(2)).
func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
