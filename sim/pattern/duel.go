package pattern

// Duel is one task done twice, in one world and on one clock: by HTTP, above,
// and by ZeroMQ, below. Its file names both halves and the task; the ledger
// between them counts what each did.
type Duel struct {
	Task      string   // what both are to do, one sentence
	HTTP      string   // how HTTP does it, a few words
	ZeroMQ    string   // how ZeroMQ does it
	Notice    []string // what the ledger should make one notice
	FullSpeed FullSpeed
}

// FullSpeed is the same task unslowed: who sends what to whom.
type FullSpeed struct {
	Task        string // ask, ask-async, stream, publish, share
	Payload     int    // bytes of each message
	Concurrency int    // requests under way at once
	Peers       int    // subscribers or workers
	Variant     string // of HTTP: "", close, h2, unix, memory
}

// sideBySide puts both halves into one world. A program is called after its
// half, so that each sentence says whom it speaks of: "HTTP client", "ZeroMQ client".
func sideBySide(http, zeromq []Node) []Node {
	var nodes []Node
	for _, half := range []struct {
		id, name string
		nodes    []Node
	}{{"http", "HTTP", http}, {"zeromq", "ZeroMQ", zeromq}} {
		for _, n := range half.nodes {
			n.Half, n.Name = half.id, half.name+" "+n.Name
			nodes = append(nodes, n)
		}
	}
	return nodes
}
