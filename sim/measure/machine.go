package measure

import (
	"os"
	"runtime"
	"strings"
)

// Machine is where the figures were taken.
type Machine struct {
	Go         string `json:"go"`
	System     string `json:"system"`    // "linux/amd64"
	Kernel     string `json:"kernel"`    // its release; "" where it does not say
	Processor  string `json:"processor"` // its model; "" where it does not say
	CPUs       int    `json:"cpus"`
	GOMAXPROCS int    `json:"gomaxprocs"`
}

func thisMachine() Machine {
	return Machine{
		Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH, Kernel: kernel(), Processor: processor(),
		CPUs: runtime.NumCPU(), GOMAXPROCS: runtime.GOMAXPROCS(0),
	}
}

func kernel() string {
	text, err := os.ReadFile("/proc/sys/kernel/osrelease")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}

func processor() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(text)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
