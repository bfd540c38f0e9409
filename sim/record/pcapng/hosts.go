package pcapng

import (
	"strings"

	"patternscope/sim/event"
)

// Ports of bound sockets.
const (
	firstZMTP   = 5555 // ZeroMQ has no port of its own; its guide takes this one
	firstClient = 49152
)

// httpPorts are those that Wireshark takes for HTTP by itself.
var httpPorts = []uint16{80, 8080, 8088, 3128, 3132, 5985}

// hosts gives each node an address, and each endpoint a port, as they appear.
type hosts struct {
	file    *file
	nodes   map[string]address
	ports   map[string]uint16 // by socket and endpoint
	http    map[string]int    // endpoints of HTTP that a node has
	zmtp    int               // endpoints of ZeroMQ
	clients int
}

func newHosts(f *file) *hosts {
	return &hosts{file: f, nodes: map[string]address{}, ports: map[string]uint16{}, http: map[string]int{}}
}

// host is a node's address; a new one is told to the file.
func (h *hosts) host(node string) address {
	a, known := h.nodes[node]
	if !known {
		n := len(h.nodes) + 1
		a = address{10, byte(n >> 16), byte(n >> 8), byte(n)}
		h.nodes[node] = a
		h.file.name(a, node)
	}
	return a
}

// alias has a node be at an address that was told before it had its name.
func (h *hosts) alias(a address, node string) {
	if _, known := h.nodes[node]; !known {
		h.nodes[node] = a
		h.file.name(a, node)
	}
}

// bound is where a socket listens.
func (h *hosts) bound(socket, endpoint string, http bool) place {
	node := nodeOf(socket)
	key := socket + " " + endpoint
	port, known := h.ports[key]
	if !known && http {
		n := h.http[node]
		h.http[node]++
		if port = uint16(8100 + n); n < len(httpPorts) {
			port = httpPorts[n]
		}
	} else if !known {
		port = uint16(firstZMTP + h.zmtp)
		h.zmtp++
	}
	h.ports[key] = port
	return place{h.host(node), port}
}

// client is a port of a socket that connects, never used before, as far as there are such.
func (h *hosts) client(socket string) place {
	port := firstClient + h.clients%(1<<16-firstClient)
	h.clients++
	return place{h.host(nodeOf(socket)), uint16(port)}
}

// nodeOf a socket is whose it is. A stranger is known by its link until it has said what it is.
func nodeOf(socket string) string {
	if strings.HasPrefix(socket, event.Stranger) {
		return socket
	}
	node, _, _ := strings.Cut(socket, ".")
	return node
}
