package breakpoint

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"patternscope/sim/event"
)

// Parse reads the form of one line: conditions with spaces between them, each
// once and in any order. A value with spaces, quotes or nothing in it is quoted
// as JSON quotes a string.
//
//	kind=K,K...  node=N  socket=S  link=L  peer=N|S  fate=F  reason=R
//	text~T  depth>=N  queue=send|receive  blocked>T  waiting>T  once  off
func Parse(text string) (Breakpoint, error) {
	var b Breakpoint
	seen := map[string]bool{}
	rest := strings.TrimSpace(text)
	for rest != "" {
		word := wordForm.FindStringSubmatch(rest)
		if word == nil {
			return b, fmt.Errorf("breakpoint: %q is no condition; one is kind=dropped, depth>=10, blocked>2s or text~\"task 7\", for example", cut(rest))
		}
		if seen[word[1]] {
			return b, fmt.Errorf("breakpoint: %s is there twice", word[1])
		}
		seen[word[1]] = true
		if err := b.take(word[1], word[2], word[3]); err != nil {
			return b, fmt.Errorf("breakpoint: %w", err)
		}
		rest = strings.TrimLeft(rest[len(word[0]):], " \t")
	}
	return b, b.Check()
}

// wordForm is one condition: a name, and how it compares with what. A value is
// quoted or has neither space nor quote.
var wordForm = regexp.MustCompile(`^([a-z]+)(?:(=|~|>=|>)("(?:[^"\\]|\\.)*"|[^\s"]+))?(?:[ \t]|$)`)

func (b *Breakpoint) take(name, compares, value string) error {
	want, known := comparison[name]
	switch {
	case !known:
		return fmt.Errorf("there is no condition %q; there are kind, node, socket, link, peer, fate, reason, text, depth, queue, blocked, waiting, once and off", name)
	case compares != want:
		return fmt.Errorf("%s is written %s", name, example[name])
	}
	value, err := unquote(value)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if value == "" && compares != "" {
		return fmt.Errorf("%s is empty", name)
	}
	return b.set(name, value)
}

func (b *Breakpoint) set(name, value string) (err error) {
	switch name {
	case "kind":
		for k := range strings.SplitSeq(value, ",") {
			b.Kinds = append(b.Kinds, event.Kind(k))
		}
	case "node":
		b.Node = value
	case "socket":
		b.Socket = value
	case "link":
		b.Link = value
	case "peer":
		b.Peer = value
	case "fate":
		b.Fate = Fate(value)
	case "reason":
		b.Reason = event.Reason(value)
	case "text":
		b.Text = value
	case "depth":
		b.Depth, err = depth(value)
	case "queue":
		b.Queue = Queue(value)
	case "blocked":
		b.Blocked, err = duration(value)
	case "waiting":
		b.Waiting, err = duration(value)
	case "once":
		b.Once = true
	case "off":
		b.Off = true
	}
	return err
}

// comparison says how each condition is compared.
var comparison = map[string]string{
	"kind": "=", "node": "=", "socket": "=", "link": "=", "peer": "=", "fate": "=", "reason": "=", "queue": "=",
	"text": "~", "depth": ">=", "blocked": ">", "waiting": ">", "once": "", "off": "",
}

var example = map[string]string{
	"kind": "kind=dropped", "node": "node=sink", "socket": "socket=sink.pull", "link": "link=L1", "peer": "peer=sink", "fate": "fate=dropped",
	"reason": "reason=hwm", "queue": "queue=receive", "text": `text~"task 7"`, "depth": "depth>=10", "blocked": "blocked>2s", "waiting": "waiting>500ms", "once": "once", "off": "off",
}

func unquote(value string) (string, error) {
	if !strings.HasPrefix(value, `"`) {
		return value, nil
	}
	var text string
	if err := json.Unmarshal([]byte(value), &text); err != nil {
		return "", fmt.Errorf("%s is not quoted as JSON quotes a string", value)
	}
	return text, nil
}

func depth(value string) (int, error) {
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 || n > MaxDepth {
		return 0, fmt.Errorf("depth is a whole number from 1 to %d, not %q", MaxDepth, value)
	}
	return n, nil
}

var (
	durationForm = regexp.MustCompile(`^([0-9]{1,9}(?:\.[0-9]{1,6})?)(us|ms|s)$`)
	units        = map[string]float64{"us": 1, "ms": 1000, "s": 1e6}
)

// duration reads "2s", "250ms", "0.5s" or "40us" as µs.
func duration(value string) (int64, error) {
	parts := durationForm.FindStringSubmatch(value)
	if parts == nil {
		return 0, fmt.Errorf("a time is written 2s, 250ms or 40us, not %q", value)
	}
	n, err := strconv.ParseFloat(parts[1], 64)
	us := int64(math.Round(n * units[parts[2]]))
	if err != nil || us < 1 || us > MaxDuration {
		return 0, fmt.Errorf("a time is from 1 µs to 8 hours, not %q", value)
	}
	return us, nil
}

// String is the breakpoint as one line, which Parse reads as the same.
func (b Breakpoint) String() string {
	kinds := make([]string, len(b.Kinds))
	for i, k := range b.Kinds {
		kinds[i] = string(k)
	}
	var words []string
	add := func(present bool, name, value string) {
		if present {
			words = append(words, name+comparison[name]+value)
		}
	}
	add(len(kinds) > 0, "kind", strings.Join(kinds, ","))
	add(b.Fate != "", "fate", string(b.Fate))
	add(b.Reason != "", "reason", quote(string(b.Reason)))
	add(b.Text != "", "text", quote(b.Text))
	add(b.Depth > 0, "depth", strconv.Itoa(b.Depth))
	add(b.Queue != "", "queue", string(b.Queue))
	add(b.Blocked > 0, "blocked", written(b.Blocked))
	add(b.Waiting > 0, "waiting", written(b.Waiting))
	add(b.Node != "", "node", quote(b.Node))
	add(b.Socket != "", "socket", quote(b.Socket))
	add(b.Link != "", "link", quote(b.Link))
	add(b.Peer != "", "peer", quote(b.Peer))
	add(b.Once, "once", "")
	add(b.Off, "off", "")
	return strings.Join(words, " ")
}

var bare = regexp.MustCompile(`^[^\s"]+$`)

func quote(value string) string {
	if bare.MatchString(value) {
		return value
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(value) // a string is always written
	return strings.TrimSuffix(b.String(), "\n")
}

// written is a time in the largest unit in which it is whole.
func written(us int64) string {
	switch {
	case us%1e6 == 0:
		return strconv.FormatInt(us/1e6, 10) + "s"
	case us%1000 == 0:
		return strconv.FormatInt(us/1000, 10) + "ms"
	}
	return strconv.FormatInt(us, 10) + "us"
}

// cut bounds what an error repeats.
func cut(text string) string {
	const most = 40
	if len(text) > most {
		return strings.ToValidUTF8(text[:most], "") + "..."
	}
	return text
}
