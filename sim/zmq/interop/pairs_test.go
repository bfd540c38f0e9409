package interop

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"patternscope/sim/zmq/libzmqtest"
)

// conversation is what two sockets say to each other. It is held twice on each
// transport: with the first socket in the world and the second in libzmq, and
// the other way round. The world's socket is bound, whichever it is.
type conversation struct {
	name    string
	types   [2]string
	options [2]map[string]any
	says    func() [2]func(talker) error // anew each time it is held
}

var conversations = []conversation{
	{
		name: "REQ asks REP", types: [2]string{"REQ", "REP"},
		says: by(asks("hello", "", "world"), answers(4)),
	},
	{
		name: "REQ asks ROUTER", types: [2]string{"REQ", "ROUTER"},
		options: [2]map[string]any{{"IDENTITY": "asker"}, nil},
		says: by(
			does(send("hello"), recv("world")),
			does(recv("asker", "", "hello"), send("asker", "", "world")),
		),
	},
	{
		name: "DEALER asks REP", types: [2]string{"DEALER", "REP"},
		says: by(
			does(send("", "one"), send("", "two"), send("no delimiter"), send("a", "b", "", "three"),
				recv("", "one!"), recv("", "two!"), recv("a", "b", "", "three!")),
			does(recv("one"), send("one!"), recv("two"), send("two!"), recv("three"), send("three!")),
		),
	},
	{
		name: "DEALER and ROUTER", types: [2]string{"DEALER", "ROUTER"},
		options: [2]map[string]any{{"IDENTITY": "py"}, nil},
		says: by(
			does(send("a", "", "b"), send("c"), recv("d", ""), recv("e")),
			does(recv("py", "a", "", "b"), recv("py", "c"), send("nobody", "lost"), send("py", "d", ""), send("py", "e")),
		),
	},
	{
		name: "DEALER without identity", types: [2]string{"DEALER", "ROUTER"},
		says: by(does(send("a"), recv("b")), echoesByIdentity("a", "b")),
	},
	{
		name: "ROUTER and ROUTER", types: [2]string{"ROUTER", "ROUTER"},
		options: [2]map[string]any{{"IDENTITY": "left", "ROUTER_MANDATORY": 1}, {"IDENTITY": "right"}},
		says: by(
			does(sendWhenThere("right", "hello"), recv("right", "well?")),
			does(recv("left", "hello"), send("left", "well?")),
		),
	},
	{
		name: "DEALER and DEALER", types: [2]string{"DEALER", "DEALER"},
		says: by(does(send("a", "b"), recv("c"), send("d")), does(recv("a", "b"), send("c"), recv("d"))),
	},
	{
		name: "PUSH and PULL", types: [2]string{"PUSH", "PULL"},
		says: by(counts(50), counted(50)),
	},
	{
		name: "PAIR and PAIR", types: [2]string{"PAIR", "PAIR"},
		says: by(
			does(send("a"), send("", "b", ""), recv("c")),
			does(recv("a"), recv("", "b", ""), send("c")),
		),
	},
	{
		name: "a frame of 1 MiB", types: [2]string{"PAIR", "PAIR"},
		says: by(
			does(send(mebibyte), recv("x", mebibyte)),
			does(recv(mebibyte), send("x", mebibyte)),
		),
	},
	{
		name: "fifty frames", types: [2]string{"PAIR", "PAIR"},
		says: by(
			does(send(fifty...), recv(fifty...)),
			does(recv(fifty...), send(fifty...)),
		),
	},
	{
		name: "PUB and SUB", types: [2]string{"PUB", "SUB"},
		says: published,
	},
	{
		name: "PUB and XSUB", types: [2]string{"PUB", "XSUB"},
		says: published,
	},
	{
		name: "XPUB and SUB", types: [2]string{"XPUB", "SUB"},
		says: by(
			does(recv("\x01a"), recv("\x01b"), send("c", "no"), send("apple", "1"), send("banana"),
				recv("\x00a"), send("apple", "2"), send("b", "", "end")),
			does(subscribe("a"), subscribe("b"), recv("apple", "1"), recv("banana"),
				unsubscribe("a"), recv("b", "", "end")),
		),
	},
	{
		name: "XPUB and XSUB", types: [2]string{"XPUB", "XSUB"},
		says: by(
			does(recv("\x01a"), recv("\x01e"), send("a!"), recv("upstream", "x"), send("b"), send("apple"), recv("\x00a"), send("apple"), send("end")),
			does(send("\x01a"), send("\x01e"), recv("a!"), send("upstream", "x"), recv("apple"), send("\x00a"), recv("end")),
		),
	},
}

var (
	mebibyte = strings.Repeat("0123456789abcdef", 1<<16)
	fifty    = strings.Split(strings.Repeat("frame,", 49)+"last", ",")
)

func TestEveryPairOfTypes(t *testing.T) {
	for _, transport := range []string{"tcp", "ipc"} {
		t.Run(transport, func(t *testing.T) {
			t.Parallel()
			libzmq := libzmqtest.Start(t)
			for _, c := range conversations {
				for ours, typ := range c.types {
					t.Run(c.name+"/world is "+typ, func(t *testing.T) { c.hold(t, libzmq, transport, ours) })
				}
			}
		})
	}
}

// hold holds the conversation with one of its sockets in the world.
func (c conversation) hold(t *testing.T, libzmq *libzmqtest.Process, transport string, ours int) {
	theirs, says := 1-ours, c.says()
	program := program("glass", c.types[ours], c.options[ours], func(g glass) error { return says[ours](g) })
	s := open(t, transport, program.Node)
	peer := s.comes(libzmq, c.types[theirs], c.options[theirs], "glass")
	defer peer.Close(0)
	if err := says[theirs](peer); err != nil {
		t.Errorf("libzmq: %v", err)
	}
	program.ends(t)
}

func by(first, second func(talker) error) func() [2]func(talker) error {
	return func() [2]func(talker) error { return [2]func(talker) error{first, second} }
}

// does makes a talk of single deeds.
func does(deeds ...func(talker) error) func(talker) error {
	return func(k talker) error {
		for i, deed := range deeds {
			if err := deed(k); err != nil {
				return fmt.Errorf("deed %d: %w", i+1, err)
			}
		}
		return nil
	}
}

func send(frames ...string) func(talker) error {
	return func(k talker) error { return k.Send(frames...) }
}

func recv(want ...string) func(talker) error {
	return func(k talker) error {
		got, err := k.Recv()
		if err == nil && !slices.Equal(got, want) {
			err = fmt.Errorf("received %.100q, want %.100q", got, want)
		}
		return err
	}
}

// sendWhenThere sends again until the peer is there.
func sendWhenThere(frames ...string) func(talker) error {
	return func(k talker) error {
		for {
			err := k.Send(frames...)
			if err == nil || !strings.Contains(err.Error(), "EHOSTUNREACH") {
				return err
			}
			k.Rest()
		}
	}
}

func asks(questions ...string) func(talker) error {
	return func(k talker) error {
		for _, q := range questions {
			if err := does(send(q, "?"), recv(q, "?", "!"))(k); err != nil {
				return err
			}
		}
		return does(send("end"), recv("end", "!"))(k)
	}
}

func answers(n int) func(talker) error {
	return func(k talker) error {
		for range n {
			frames, err := k.Recv()
			if err != nil {
				return err
			}
			if err := k.Send(append(frames, "!")...); err != nil {
				return err
			}
		}
		return nil
	}
}

// echoesByIdentity answers whoever asked, by the five bytes that stand for it.
func echoesByIdentity(want, answer string) func(talker) error {
	return func(k talker) error {
		frames, err := k.Recv()
		if err != nil || len(frames) != 2 || frames[1] != want || len(frames[0]) != 5 || frames[0][0] != 0 {
			return fmt.Errorf("received %q, %v: want five bytes that begin with zero, and %q", frames, err, want)
		}
		return k.Send(frames[0], answer)
	}
}

func counts(n int) func(talker) error {
	return func(k talker) error {
		for i := range n {
			if err := k.Send(fmt.Sprint(i)); err != nil {
				return err
			}
		}
		return nil
	}
}

func counted(n int) func(talker) error {
	return func(k talker) error {
		for i := range n {
			if err := recv(fmt.Sprint(i))(k); err != nil {
				return err
			}
		}
		return nil
	}
}

func subscribe(topic string) func(talker) error   { return wants("SUBSCRIBE", "\x01", topic) }
func unsubscribe(topic string) func(talker) error { return wants("UNSUBSCRIBE", "\x00", topic) }

// wants asks as SUB does, by an option, or as XSUB does, by a message.
func wants(option, form, topic string) func(talker) error {
	return func(k talker) error {
		if k.Kind() == "XSUB" {
			return k.Send(form + topic)
		}
		k.Set(option, topic)
		return nil
	}
}

// published is a PUB and one who subscribes. A PUB is not told who subscribed: it
// repeats itself until the subscriber, which stands in the same test, has heard.
func published() [2]func(talker) error {
	begun, changed := make(chan struct{}), make(chan struct{})
	return [2]func(talker) error{
		does(repeat("begin", begun), send("apple", "1"), send("banana"), send("a", "", ""),
			repeat("change", changed), send("apple", "2"), send("cherry", "end")),
		does(subscribe("begin"), subscribe("a"), hear("begin", begun), next("begin", "apple", "1"), recv("a", "", ""),
			unsubscribe("a"), subscribe("c"), hear("change", changed), next("change", "cherry", "end")),
	}
}

func repeat(word string, heard <-chan struct{}) func(talker) error {
	return func(k talker) error {
		for {
			select {
			case <-heard:
				return nil
			default:
			}
			if err := k.Send(word); err != nil {
				return err
			}
			k.Rest()
		}
	}
}

func hear(word string, heard chan<- struct{}) func(talker) error {
	return func(k talker) error {
		defer close(heard)
		return recv(word)(k)
	}
}

// next receives a message, after the word as often as it was repeated.
func next(word string, want ...string) func(talker) error {
	return func(k talker) error {
		for {
			got, err := k.Recv()
			switch {
			case err != nil:
				return err
			case slices.Equal(got, []string{word}):
			case !slices.Equal(got, want):
				return fmt.Errorf("received %q, want %q", got, want)
			default:
				return nil
			}
		}
	}
}
