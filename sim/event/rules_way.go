package event

// rulesOfHTTP are for messages of HTTP and WebSocket that are on their way or have come.
func rulesOfHTTP() []Rule {
	web := []string{"HTTP"}
	came := func(whats []string, text string, s Source) Rule {
		return Rule{When{Kind: Received, Types: web, Whats: whats}, text, s}
	}
	return []Rule{
		came([]string{WhatWSText, WhatWSBinary, WhatWSContinuation, WhatWSClose, WhatWSPing, WhatWSPong},
			"After the upgrade either side may send at any time. A message is handed over when its last frame has come.", ietf("6455", "6.2")),
		came([]string{WhatServerEvent}, "The response does not end: the server writes event after event into it, and the client hands over each one at its empty line.",
			Source{"HTML Standard", "Server-sent events", "https://html.spec.whatwg.org/multipage/server-sent-events.html"}),
		came([]string{WhatH2Headers, WhatH2Data}, "Each request and its response have a stream of their own, so that many share one connection and none waits for another.", ietf("9113", "8.1")),
		came([]string{WhatChunk, WhatLastChunk}, "A body of unknown length comes in chunks, and ends with one of size zero.", ietf("9112", "7.1")),
		came([]string{WhatBody}, "The head of the message says where its body ends.", ietf("9112", "6.3")),
		came(nil, "Over HTTP/1.1 nothing in a response says which request it answers. The order on the connection does: one exchange after the other.", ietf("9112", "9.2")),
		{When{Kind: Arrived, Place: AtOutside}, "A process outside has it. What its program does with it cannot be seen from here.", ours("outside processes")},
		{When{Kind: Queued, Types: web}, "It is written when the connection takes it: HTTP has no queue that outlives its connection.", ietf("9112", "9.3")},
		{When{Kind: Sent, Types: web}, "It is on its way over one connection, in order. Whoever waits for it holds that connection.", ietf("9112", "9.3")},
		{When{Kind: Arrived, Types: web}, "It has come over the wire. The program has not taken it yet.", ietf("9112", "9.3")},
	}
}

// rulesOfZeroMQ are for messages of ZeroMQ that are on their way or have come.
func rulesOfZeroMQ() []Rule {
	came := func(typ, text string, s Source) Rule {
		return Rule{When{Kind: Received, Types: []string{typ}}, text, s}
	}
	blocked := func(types []string, text string, s Source) Rule {
		return Rule{When{Kind: Blocked, Types: types}, text, s}
	}
	return []Rule{
		came("REQ", "REQ takes the reply of the peer it has asked, without the delimiter, and may send again.", zeromq("28/REQREP", "The REQ Socket Type")),
		came("REP", "REP takes requests of its peers in turn, keeps the envelope, and sends the reply back to the one that asked.", zeromq("28/REQREP", "The REP Socket Type")),
		came("DEALER", "DEALER takes from its peers in turn and changes nothing.", zeromq("28/REQREP", "The DEALER Socket Type")),
		came("ROUTER", "ROUTER takes from its peers in turn and puts the identity of the peer in front.", zeromq("28/REQREP", "The ROUTER Socket Type")),
		came("SUB", "Each subscriber gets a copy of what it has asked for, and takes from its publishers in turn.", zeromq("29/PUBSUB", "The SUB Socket Type")),
		came("XSUB", "Each subscriber gets a copy of what it has asked for, and takes from its publishers in turn.", zeromq("29/PUBSUB", "The XSUB Socket Type")),
		came("XPUB", "XPUB hands to its program what its subscribers send.", zeromq("29/PUBSUB", "The XPUB Socket Type")),
		came("PULL", "PUSH gives each message to one peer, in turn; PULL takes from its peers in turn.", zeromq("30/PIPELINE", "The PULL Socket Type")),
		came("PAIR", "PAIR has one peer, and takes from it in order.", zeromq("31/EXPAIR", "The PAIR Socket Type")),

		blocked([]string{"PUSH"}, "PUSH blocks while no peer has room, and discards nothing.", zeromq("30/PIPELINE", "The PUSH Socket Type")),
		blocked([]string{"PAIR"}, "PAIR blocks while its peer has no room, and discards nothing.", zeromq("31/EXPAIR", "The PAIR Socket Type")),
		blocked([]string{"REQ"}, "REQ blocks while no peer can take the request, and discards nothing.", zeromq("28/REQREP", "The REQ Socket Type")),
		blocked([]string{"DEALER"}, "DEALER blocks while no peer has room, and discards nothing.", zeromq("28/REQREP", "The DEALER Socket Type")),
		blocked(nil, "With this option the socket blocks instead of dropping while a queue is full.", manual("zmq_setsockopt", "ZMQ_XPUB_NODROP")),

		{When{Kind: Queued}, "That Send returns means queued, not sent: the message waits in the queue to its peer until the connection takes it.", manual("zmq_send", "Description")},
		{When{Kind: Sent}, "All frames of a message cross together or none. Nothing comes back to say that it has arrived.", zeromq("23/ZMTP", "Messages")},
		{When{Kind: Arrived}, "It waits in the receive queue until the program calls Recv, at most as many as the high-water mark says.", manual("zmq_setsockopt", "ZMQ_RCVHWM")},
	}
}
