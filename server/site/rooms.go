package site

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"patternscope/server/room"
)

// commandWait bounds how long a command may take: its turn, and a step.
const commandWait = 10 * time.Second

// opened is a new room, with what only its maker is told.
type opened struct {
	room.Snapshot
	Page  string `json:"page"`  // the path of its page
	Token string `json:"token"` // steers it
}

func (s *Site) createRoom(w http.ResponseWriter, r *http.Request) error {
	var setup room.Setup
	if err := readBody(w, r, &setup); err != nil {
		return err
	}
	rm, err := s.rooms.Create(visitor(r), setup)
	if err != nil {
		return err
	}
	snapshot, err := rm.Snapshot()
	if err != nil {
		return err
	}
	w.Header().Set("Location", "/api/rooms/"+rm.ID)
	writeJSON(w, http.StatusCreated, opened{Snapshot: snapshot, Page: "/rooms/" + rm.ID, Token: rm.Token})
	return nil
}

func (s *Site) showRoom(w http.ResponseWriter, r *http.Request) error {
	rm, err := s.rooms.Get(r.PathValue("id"))
	if err != nil {
		return err
	}
	snapshot, err := rm.Snapshot()
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, snapshot)
	return nil
}

func (s *Site) deleteRoom(w http.ResponseWriter, r *http.Request) error {
	if err := s.rooms.Delete(r.PathValue("id"), bearer(r)); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *Site) command(w http.ResponseWriter, r *http.Request) error {
	rm, err := s.rooms.Get(r.PathValue("id"))
	if err != nil {
		return err
	}
	var c room.Command
	if err := readBody(w, r, &c); err != nil {
		return err
	}
	outcome, err := obey(r.Context(), rm, bearer(r), c)
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, outcome)
	return nil
}

// obey has the room do what the command says, within commandWait.
func obey(ctx context.Context, rm *room.Room, token string, c room.Command) (room.Outcome, error) {
	ctx, cancel := context.WithTimeout(ctx, commandWait)
	defer cancel()
	outcome, err := rm.Do(ctx, token, c)
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("%s was not done within %v: %w", c.Command, commandWait, err)
	}
	return outcome, err
}
