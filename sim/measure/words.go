package measure

import (
	"fmt"
	"strings"
)

// Fact is one thing to know about a result.
type Fact struct {
	Name string `json:"name"`
	Text string `json:"text"` // sentences
}

// facts are the exact set-up in words.
func (r Result) facts() []Fact {
	s, m := r.Setup, r.Machine
	return []Fact{
		{"HTTP", sentence(r.HTTP.How)},
		{"ZeroMQ", sentence(r.ZeroMQ.How)},
		{"Set-up", fmt.Sprintf("%s; HTTP is %s. Queues hold %d messages.", conditions(s), s.HTTP, s.HWM)},
		{"Rounds", fmt.Sprintf("%d %s in each half, in %s. Before each, %d messages are sent that do not count.",
			r.HTTP.Arrivals, r.Units, inRounds(s.Rounds), r.WarmUp)},
		{"Machine", m.words()},
		{"Cost", fmt.Sprintf("To number, time and check one message takes %.2f µs, in both halves. With the tap on, HTTP has %.2f and ZeroMQ %.2f of the throughput without it (the median of the rounds), and %.2f and %.2f times the processor time. The figures are without it; those of bytes are with it.",
			r.Overhead.Message, r.Overhead.HTTP, r.Overhead.ZeroMQ, r.Overhead.HTTPCPU, r.Overhead.ZeroMQCPU)},
	}
}

func inRounds(n int) string {
	if n == 1 {
		return "one round"
	}
	return fmt.Sprintf("%d rounds between which the order of the halves turns", n)
}

// words leave out what the system does not say.
func (m Machine) words() string {
	known := []string{m.Go, m.System}
	if m.Kernel != "" {
		known = append(known, "kernel "+m.Kernel)
	}
	if m.Processor != "" {
		known = append(known, m.Processor)
	}
	return fmt.Sprintf("%s, %d processors, GOMAXPROCS %d.", strings.Join(known, ", "), m.CPUs, m.GOMAXPROCS)
}

// conditions are what is sent, by how many, over what.
func conditions(s Setup) string {
	words := fmt.Sprintf("%d bytes a message, ", s.Payload)
	switch s.Task {
	case "ask":
		words += fmt.Sprintf("callers at once: %d", s.Concurrency)
	case "ask-async":
		words += fmt.Sprintf("requests open at once: %d", s.Concurrency)
	case "stream":
		words += fmt.Sprintf("senders at once: %d", s.Concurrency)
	case "share":
		words += fmt.Sprintf("senders at once: %d, workers: %d", s.Concurrency, s.Peers)
	case "publish":
		words += fmt.Sprintf("subscribers: %d", s.Peers)
	}
	return words + ", over " + s.Transport
}

// plural of a unit.
func plural(unit string) string {
	if stem, is := strings.CutSuffix(unit, "y"); is {
		return stem + "ies"
	}
	return unit + "s"
}

func sentence(text string) string { return strings.ToUpper(text[:1]) + text[1:] + "." }

func says(s Setup) string {
	text := "The figures say how long this task takes on this machine, in one process, with nothing between the ends but " + way(s.Transport) +
		": net/http at both ends against sockets of this program that write ZMTP, for the same payloads and as many senders."
	switch s.Task {
	case "ask", "ask-async":
		text += " A latency is from before the request until the answer is there."
	case "stream", "share":
		text += " A latency is from before the message is sent until its receiver has it. HTTP waits for each answer; PUSH does not, so its messages also wait in queues: under full load that is what its latency mostly is."
	case "publish":
		text += " A latency is from before the message is published until one subscriber has its copy, the time in queues included."
	}
	return text
}

const saysNot = "They say nothing about a network, where the way there and back counts for more than any of this; nothing about libzmq or another HTTP library; nothing about what programs would do with the messages. " +
	"Other work on this machine is in the times; that of this process, its rooms too, is in the processor time."

func way(transport string) string {
	switch transport {
	case "ipc":
		return "a unix socket"
	case "inproc":
		return "memory (HTTP: a pipe; ZeroMQ: a queue, without ZMTP)"
	}
	return "the loopback interface"
}
