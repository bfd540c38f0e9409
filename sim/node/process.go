package node

// What a world does to a program's process. None of it is for programs.

// Quit closes all that the program has opened, as its end does: sockets linger,
// HTTP connections end behind what was written.
func (n *Node) Quit() {
	for _, s := range n.open.sockets {
		s.Close()
	}
	for _, c := range n.open.clients {
		c.Quit()
	}
	for _, s := range n.open.servers {
		s.Quit()
	}
}

// Crash is when the process is gone, with all that the program has opened.
func (n *Node) Crash() {
	for _, e := range n.open.ends() {
		e.Crash()
	}
}

// Thaw is when the process has gone on: its sockets look at what has come meanwhile.
func (n *Node) Thaw() {
	for _, e := range n.open.ends() {
		e.Thaw()
	}
}

// end is what a program has opened, as its process comes and goes.
type end interface {
	Crash()
	Thaw()
}

// ends are all sockets, then all clients, then all servers.
func (o *opened) ends() []end {
	var all []end
	for _, s := range o.sockets {
		all = append(all, s)
	}
	for _, c := range o.clients {
		all = append(all, c)
	}
	for _, s := range o.servers {
		all = append(all, s)
	}
	return all
}

// Again is the node of the same program in a new process, with what the old one
// stored, or without.
func (n *Node) Again(memory bool) *Node {
	again := *n
	again.owner = n.owner.Again()
	again.open = newlyOpened()
	if memory {
		again.open.disk = n.open.disk
	}
	return &again
}
