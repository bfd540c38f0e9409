package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"patternscope/server/room"
	"patternscope/server/site"
	"patternscope/sim/pattern"
	"patternscope/static"
)

// Limits of one HTTP connection.
const (
	headerWait  = 5 * time.Second
	idleWait    = 2 * time.Minute
	headerBytes = 32 << 10
	stopWait    = 10 * time.Second // for answers on their way, once the rooms have ended
)

// runServer serves until ctx ends, and then leaves nothing behind.
func runServer(ctx context.Context, o options, stdout, stderr io.Writer) error {
	log := slog.New(slog.NewTextHandler(stderr, nil))
	checkOpenFiles(log, o.limits)
	data, remove, err := dataFolder(o.data)
	if err != nil {
		return err
	}
	defer remove()
	listener, err := net.Listen("tcp", o.addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", o.addr, err)
	}
	rooms := room.New(room.Config{
		Limits: o.limits,
		Find:   pattern.ByID,
		Start:  starter{data: data, events: o.events, log: log}.start,
		Logger: log,
	})
	defer rooms.Close()
	pages, err := site.New(site.Config{
		Rooms: rooms, Patterns: pattern.All(), Groups: pattern.Groups,
		Static: static.FS, Hosts: o.hosts, Version: buildVersion(), Logger: log, Recordings: o.saved,
	})
	if err != nil {
		return err
	}
	defer pages.Close()
	address := "http://" + reachable(listener.Addr())
	fmt.Fprintf(stdout, "Patternscope is at %s\n", address)
	if o.open {
		openBrowser(log, address)
	}
	return serveUntil(ctx, newHTTP(pages, log), listener, rooms.Close)
}

func newHTTP(handler http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: headerWait,
		IdleTimeout:       idleWait,
		MaxHeaderBytes:    headerBytes,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug), // what peers do wrong
	}
}

// serveUntil serves until ctx ends or it cannot. Then it ends the rooms, which
// lets every waiting answer go, and waits for those.
func serveUntil(ctx context.Context, server *http.Server, listener net.Listener, endRooms func()) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		endRooms()
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	endRooms()
	late, cancel := context.WithTimeout(context.Background(), stopWait)
	defer cancel()
	err := server.Shutdown(late)
	<-failed // it returns as soon as Shutdown has begun
	if err != nil {
		return fmt.Errorf("stop: %w", err)
	}
	return nil
}

// dataFolder is the folder given, made if need be, or a temporary one that remove takes away.
func dataFolder(given string) (folder string, remove func(), err error) {
	if given != "" {
		folder, err = filepath.Abs(given) // an address of a socket must do for a program that stands elsewhere
		if err == nil {
			err = os.MkdirAll(folder, 0o700)
		}
		if err != nil {
			return "", nil, fmt.Errorf("make the data folder: %w", err)
		}
		return folder, func() {}, nil
	}
	folder, err = os.MkdirTemp("", "patternscope-")
	if err != nil {
		return "", nil, fmt.Errorf("make a temporary folder: %w", err)
	}
	return folder, func() { os.RemoveAll(folder) }, nil
}

// reachable is an address a browser on this machine can open.
func reachable(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return addr.String()
	}
	return fmt.Sprintf("127.0.0.1:%d", tcp.Port)
}
