package zmq

import "patternscope/sim/scene"

// asked are the numbers of requests, by label.
type asked map[string]int

// mostAsked bounds them: a peer could make up ever new labels.
const mostAsked = 256

func (a *asked) note(m *scene.Message) {
	if *a == nil || len(*a) >= mostAsked {
		*a = asked{}
	}
	(*a)[m.Label] = m.Number
}

func (a asked) number(label string, otherwise int) int {
	if n, ok := a[label]; ok {
		return n
	}
	return otherwise
}
