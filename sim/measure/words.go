package measure

// words say what the figures say, and what they do not.
func (r *run) words() (says, saysNot string) {
	says = "The figures say how long this task takes on this machine, in one process, with nothing between the ends but " + way(r.setup.Transport) +
		": net/http at both ends against sockets of this program that write ZMTP, for the same payloads and as many senders."
	switch r.setup.Task {
	case "ask", "ask-async":
		says += " A latency is from before the request until the answer is there."
	case "stream", "share":
		says += " A latency is from before the message is sent until its receiver has it. HTTP waits for each answer; PUSH does not, so its messages also wait in queues: under full load that is what its latency mostly is."
	case "publish":
		says += " A latency is from before the message is published until one subscriber has its copy, the time in queues included."
	}
	saysNot = "The figures say nothing about a network, where the way there and back counts for more than any of this; nothing about libzmq or another HTTP library; nothing about what programs would do with the messages. " +
		"Other work on this machine, its rooms too, is in the times and, as far as this process does it, in the processor time."
	return says, saysNot
}

func way(transport string) string {
	switch transport {
	case "ipc":
		return "a unix socket"
	case "inproc":
		return "memory (HTTP: a pipe; ZeroMQ: a queue, without ZMTP)"
	}
	return "the loopback interface"
}
