package main

import (
	"log/slog"
	"os/exec"
	"runtime"
)

// openBrowser asks the desktop to show the page. It does not wait.
func openBrowser(log *slog.Logger, address string) {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		log.Warn("no browser was opened", "err", err)
		return
	}
	go cmd.Wait() // it ends when the desktop has taken over
}
