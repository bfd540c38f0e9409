package site

import (
	"io/fs"
	"log/slog"
	"net/http"
	"sync"

	"patternscope/server/room"
	"patternscope/sim/pattern"
)

// Config is what a site is made of.
type Config struct {
	Rooms    *room.Rooms
	Patterns []*pattern.Pattern
	Groups   []pattern.Group
	Static   fs.FS    // scripts, styles and pictures
	Hosts    []string // names this server goes by, beside localhost and the address it listens on
	Version  string
	Logger   *slog.Logger
}

// Site answers every request of the server.
type Site struct {
	rooms    *room.Rooms
	patterns []*pattern.Pattern
	groups   []pattern.Group
	assets   assets
	hosts    []string
	version  string
	log      *slog.Logger
	origins  *http.CrossOriginProtection
	mux      *http.ServeMux
	sockets  sync.WaitGroup
	measures *measures
}

// New returns a site; it fails when the static files cannot be read.
func New(cfg Config) (*Site, error) {
	assets, err := loadAssets(cfg.Static)
	if err != nil {
		return nil, err
	}
	s := &Site{
		rooms:    cfg.Rooms,
		patterns: cfg.Patterns,
		groups:   cfg.Groups,
		assets:   assets,
		hosts:    cfg.Hosts,
		version:  cfg.Version,
		log:      cfg.Logger,
		origins:  http.NewCrossOriginProtection(),
		mux:      http.NewServeMux(),
		measures: newMeasures(),
	}
	s.routes()
	return s, nil
}

// Close ends the measure that runs, and waits until the last websocket is closed.
// End the rooms first: that closes them.
func (s *Site) Close() {
	s.measures.close()
	s.sockets.Wait()
}
