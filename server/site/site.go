package site

import (
	"io/fs"
	"log/slog"
	"net/http"
	"sync"

	"golang.org/x/time/rate"

	"patternscope/server/archive"
	"patternscope/server/room"
	"patternscope/sim/pattern"
	"patternscope/templates"
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
	// Recordings is a folder for saved recordings; "": they are kept in memory.
	Recordings string
}

// Site answers every request of the server.
type Site struct {
	rooms    *room.Rooms
	patterns []*pattern.Pattern
	groups   []pattern.Group
	assets   assets
	static   templates.Static
	hosts    []string
	version  string
	log      *slog.Logger
	origins  *http.CrossOriginProtection
	mux      *http.ServeMux
	pack     func(http.Handler) http.HandlerFunc
	sockets  sync.WaitGroup
	measures *measures
	archive  *archive.Archive
	lasting  bool          // the archive outlives the process
	busy     chan struct{} // held by the one request that writes or reads a whole run
	uploads  chan struct{} // held by those that send a recording
	saves    *rate.Limiter
}

// New returns a site; it fails when the static files cannot be read.
func New(cfg Config) (*Site, error) {
	assets, err := loadAssets(cfg.Static)
	if err != nil {
		return nil, err
	}
	saved, err := archive.Open(cfg.Recordings, archive.DefaultLimits, checkAbout)
	if err != nil {
		return nil, err
	}
	s := &Site{
		rooms:    cfg.Rooms,
		patterns: cfg.Patterns,
		groups:   cfg.Groups,
		assets:   assets,
		static:   templates.Static{Address: assets.address, Early: assets.early()},
		hosts:    cfg.Hosts,
		version:  cfg.Version,
		log:      cfg.Logger,
		origins:  http.NewCrossOriginProtection(),
		mux:      http.NewServeMux(),
		pack:     packer(),
		measures: newMeasures(),
		archive:  saved,
		lasting:  cfg.Recordings != "",
		busy:     make(chan struct{}, 1),
		uploads:  make(chan struct{}, uploads),
		saves:    rate.NewLimiter(saveRate, saveBurst),
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
