package sim

import (
	"path/filepath"
	"runtime"
	"strings"

	"patternscope/sim/pattern"
)

// callerIn finds the line of the pattern's own file that the running program
// stands on, from the real call stack.
func callerIn(p *pattern.Pattern) func() int {
	file, _ := p.Source()
	suffix := "/sim/pattern/" + file
	return func() int {
		var pcs [24]uintptr
		frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
		for {
			f, more := frames.Next()
			if strings.HasSuffix(filepath.ToSlash(f.File), suffix) {
				return f.Line
			}
			if !more {
				return 0
			}
		}
	}
}
