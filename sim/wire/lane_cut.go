package wire

// Cut lets everything in the lane stand still until Heal: nothing crosses, and
// nobody is told. What is put in meanwhile stands at its beginning; tcp would
// send it again and again.
func (l *Lane) Cut() {
	for i := range l.flights {
		if !l.stands(i) {
			l.flights[i].Since = l.micro()
		}
	}
	l.cut = true
	l.settle()
}

// Heal lets everything go on, but for what is held.
func (l *Lane) Heal() {
	l.cut = false
	for i, f := range l.flights {
		if !f.Held {
			l.goOn(i)
		}
	}
	l.settle()
}

// IsCut tells whether nothing crosses.
func (l *Lane) IsCut() bool { return l.cut }
