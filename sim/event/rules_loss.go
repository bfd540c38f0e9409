package event

// forGood are the reasons for which a connection ends and is not made again.
var forGood = []Reason{Duplicate, BadGreeting, BadVersion, BadMechanism, BadReady, BadFrame, TooLarge, TooMany, Denied, Timeout, SlowReader, SocketClosed, NobodyThere}

// cutOff are the reasons for which a connection ends that may be made again.
var cutOff = []Reason{PeerGone, Reset, Lost}

// rulesOfLoss are for messages that were dropped or filtered.
func rulesOfLoss() []Rule {
	dropped := func(r Reason, place string, types []string, text string, s Source) Rule {
		return Rule{When{Kind: Dropped, Reasons: []Reason{r}, Place: place, Types: types}, text, s}
	}
	withConnection := func(place string, types []string, text string, s Source) Rule {
		return Rule{When{Kind: Dropped, Reasons: cutOff, Place: place, Types: types}, text, s}
	}
	return []Rule{
		dropped(HWM, "", []string{"PUB", "XPUB"}, "A publisher never blocks. The queue to a subscriber that is full takes nothing more: that subscriber's copy is dropped, and neither side is told.",
			zeromq("29/PUBSUB", "The PUB Socket Type")),
		dropped(HWM, "", []string{"XSUB"}, "XSUB never blocks: what it sends up to a publisher whose queue is full is dropped.", zeromq("29/PUBSUB", "The XSUB Socket Type")),
		dropped(HWM, "", []string{"ROUTER"}, "ROUTER never blocks on sending. The queue of the peer named is full, so the message is dropped in silence, or with ROUTER_MANDATORY the call fails.",
			zeromq("28/REQREP", "The ROUTER Socket Type")),
		dropped(HWM, "", []string{"REP"}, "REP never blocks on sending: a reply for which the asker's queue has no room is dropped.", zeromq("28/REQREP", "The REP Socket Type")),

		dropped(NoPeer, "", []string{"PUB", "XPUB"}, "A publisher has a queue for each connected subscriber and no other. Nobody is connected, so there is no queue the message could wait in: who comes late has missed it.",
			zeromq("29/PUBSUB", "The PUB Socket Type")),
		dropped(NoPeer, "", []string{"XSUB"}, "XSUB sends to all connected publishers. There is none, and it does not wait for one.", zeromq("29/PUBSUB", "The XSUB Socket Type")),
		dropped(Unroutable, "", []string{"ROUTER"}, "ROUTER takes the first frame for the identity of a peer. It knows none of that identity, so the message is dropped in silence, or with ROUTER_MANDATORY the call fails.",
			zeromq("28/REQREP", "The ROUTER Socket Type")),
		dropped(Malformed, AtSend, []string{"ROUTER"}, "ROUTER takes the first frame off a message for the identity of a peer. Nothing is left behind it that could be sent.",
			zeromq("28/REQREP", "The ROUTER Socket Type")),
		dropped(Malformed, "", []string{"REP"}, "A request has an envelope that ends with an empty delimiter frame. Without one REP cannot tell where the reply belongs, and discards it.",
			zeromq("28/REQREP", "The REP Socket Type")),
		dropped(Stale, "", []string{"REQ"}, "REQ takes a message only from the peer it has asked last, and only the reply to what it has asked last. All others are discarded in silence.",
			zeromq("28/REQREP", "The REQ Socket Type")),
		dropped(Unexpected, "", []string{"PUB"}, "PUB only sends: what a subscriber sends it is discarded in silence.", zeromq("29/PUBSUB", "The PUB Socket Type")),
		dropped(Conflated, "", nil, "With CONFLATE a queue holds one message, the newest. A newer one takes the place of the one before.", manual("zmq_setsockopt", "ZMQ_CONFLATE")),
		dropped(Linger, "", nil, "A socket that is closed still sends what is queued, but for no longer than its linger time. Then the queue is discarded.", manual("zmq_setsockopt", "ZMQ_LINGER")),
		{
			When{Kind: Dropped, Reasons: []Reason{ByHand, Cut}},
			"It was taken away by whoever steers this run. That can be done only where the socket may itself drop a message.",
			ours("what a reader does to a run"),
		},

		dropped(PeerGone, AtSend, []string{"REP"}, "REP gives a reply to the peer that asked. That peer is no longer connected, so the reply is discarded in silence.",
			zeromq("28/REQREP", "The REP Socket Type")),
		{
			When{Kind: Dropped, Types: []string{"HTTP"}},
			"A connection that ends takes along what was on its way. Whether the work was done nobody can tell: only a request that is idempotent may be sent again by itself.",
			ietf("9110", "9.2.2"),
		},
		dropped(Killed, "", nil, "A queue is memory of its process. The process is gone, and with it all that it had queued: that Send has returned means no more.", manual("zmq_send", "Description")),
		withConnection(AtLane, nil, "What flies is lost with its connection. ZMTP has no acknowledgement: the connection is made again, the message is not sent again.",
			zeromq("23/ZMTP", "Error Handling")),
		withConnection("", []string{"PUB", "XPUB", "SUB", "XSUB"}, "When a peer that has connected goes, its queue goes, and what is in it is discarded.", zeromq("29/PUBSUB", "The PUB Socket Type")),
		withConnection("", []string{"PUSH", "PULL"}, "When a peer that has connected goes, its queue goes, and what is in it is discarded.", zeromq("30/PIPELINE", "The PUSH Socket Type")),
		withConnection("", []string{"PAIR"}, "When the peer that has connected goes, its queue goes, and what is in it is discarded.", zeromq("31/EXPAIR", "The PAIR Socket Type")),
		withConnection("", []string{"REQ", "REP", "DEALER", "ROUTER"}, "When a peer that has connected goes, its queue goes, and what is in it is discarded.",
			zeromq("28/REQREP", "The DEALER Socket Type")),
		dropped(Incompatible, AtSendQueue, nil, "These two socket types cannot talk. The connection is refused for good, and what is queued for it is discarded.",
			zeromq("23/ZMTP", "The Socket-Type Property")),
		{When{Kind: Dropped, Reasons: forGood, Place: AtSendQueue}, "The connection has ended for good, and what is queued for it is discarded.", zeromq("23/ZMTP", "Error Handling")},
		dropped(SocketClosed, "", nil, "What has come over the network but was not yet received by the program is discarded when its socket is closed.", manual("zmq_close", "Description")),

		{
			When{Kind: Filtered, Place: AtReceiveQueue},
			"A subscriber filters too: what it has unsubscribed from meanwhile is not handed to its program. This is not a loss.",
			zeromq("29/PUBSUB", "The SUB Socket Type"),
		},
		{
			When{Kind: Filtered},
			"The publisher compares each subscription with the beginning of the first frame. Where none matches, no copy crosses the wire. This is not a loss.",
			zeromq("29/PUBSUB", "The PUB Socket Type"),
		},
	}
}
