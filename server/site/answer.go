package site

import (
	"net/http"

	"patternscope/templates"
)

// answer is the article, beside whose clauses the catalogue's duels run.
func (s *Site) answer(w http.ResponseWriter, r *http.Request) error {
	view := templates.AnswerView{Static: s.static, Duels: map[string]templates.LiveDuel{}}
	for _, p := range s.patterns {
		if p.Duel != nil {
			view.Duels[p.ID] = templates.LiveDuel{ID: p.ID, Title: p.Title, Task: p.Duel.Task}
		}
	}
	return render(w, r, http.StatusOK, templates.Answer(view))
}
