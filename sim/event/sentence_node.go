package event

import "fmt"

// again says that a program runs anew.
func (e Event) again() string {
	if e.Text == "" {
		return e.Node + " starts again."
	}
	return fmt.Sprintf("%s starts again, %s.", e.Node, e.Text)
}

func (e Event) slowed() string {
	if e.Number <= 1 {
		return fmt.Sprintf("The work of %s takes as long as it says again.", e.Node)
	}
	return fmt.Sprintf("From now on the work of %s takes %d times as long.", e.Node, e.Number)
}

// planned says what the schedule of a run does at its moment.
func (e Event) planned() string {
	if e.Reason != "" {
		return fmt.Sprintf("The schedule has %q for now, which cannot be done: %s.", e.Call, e.Text)
	}
	return fmt.Sprintf("By the schedule: %s.", e.Text)
}
