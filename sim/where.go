package sim

import (
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"patternscope/sim/pattern"
	"patternscope/sim/sandbox"
)

// callerIn finds the line of the pattern's own file, or of its own in the
// palette, that the running program stands on, from the real call stack. It has the turn when it is called, and
// remembers what each return address is: programs make the same calls over and over.
func callerIn(p *pattern.Pattern) func() int {
	file, _ := p.Source()
	shown := []string{"/sim/pattern/" + file}
	for _, k := range sandbox.Kinds() {
		shown = append(shown, "/"+sandbox.Folder+k.File)
	}
	lines := map[uintptr]int{} // 0: of another file
	return func() int {
		var stack [24]uintptr
		for _, pc := range stack[:runtime.Callers(3, stack[:])] {
			line, known := lines[pc]
			if !known {
				line = lineIn(shown, pc)
				lines[pc] = line
			}
			if line > 0 {
				return line
			}
		}
		return 0
	}
}

// lineIn is the line of a return address in one of the files shown; 0 when it is of another.
func lineIn(shown []string, pc uintptr) int {
	for frames := runtime.CallersFrames([]uintptr{pc}); ; {
		f, more := frames.Next()
		switch {
		case slices.ContainsFunc(shown, func(file string) bool { return strings.HasSuffix(filepath.ToSlash(f.File), file) }):
			return f.Line
		case !more:
			return 0
		}
	}
}
