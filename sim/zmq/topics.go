package zmq

import (
	"encoding/hex"
	"strings"
	"unicode/utf8"
)

// topics counts subscriptions. A topic is a prefix: "a" also matches "apple",
// and "" matches all.
type topics map[string]int

// add tells whether the topic is new.
func (t topics) add(topic string) bool {
	t[topic]++
	return t[topic] == 1
}

// remove tells whether that was the last one of the topic, and whether there was one.
func (t topics) remove(topic string) (last, had bool) {
	if t[topic] == 0 {
		return false, false
	}
	t[topic]--
	if t[topic] > 0 {
		return false, true
	}
	delete(t, topic)
	return true, true
}

// match tells whether some topic is a prefix of the message's first frame.
func (t topics) match(frames [][]byte) bool {
	first := string(frames[0])
	for topic := range t {
		if strings.HasPrefix(first, topic) {
			return true
		}
	}
	return false
}

// legible is a topic as events carry it. They are JSON, which knows text only:
// two topics of other bytes would look the same there.
func legible(topic string) string {
	if utf8.ValidString(topic) {
		return topic
	}
	return "0x" + hex.EncodeToString([]byte(topic))
}
