package libzmqtest

import "time"

// Socket is a socket of a libzmq process. Its frames are strings of bytes.
type Socket struct {
	process *Process
	id      string
}

// Error is what libzmq said, by its name in errno: "EAGAIN".
type Error string

func (e Error) Error() string { return string(e) }

// Patience is how long a call waits before it gives EAGAIN, where none is named.
const Patience = 10 * time.Second

// Bind binds, and returns the endpoint with the port libzmq chose for a "*".
func (s *Socket) Bind(endpoint string) string {
	s.process.t.Helper()
	return s.must(question{Do: "bind", Endpoint: endpoint}).Endpoint
}

// Connect connects; as ever in ZeroMQ, whether or not somebody listens yet.
func (s *Socket) Connect(endpoint string) {
	s.process.t.Helper()
	s.must(question{Do: "connect", Endpoint: endpoint})
}

// Unbind stops listening at an endpoint Bind returned.
func (s *Socket) Unbind(endpoint string) {
	s.process.t.Helper()
	s.must(question{Do: "unbind", Endpoint: endpoint})
}

// Disconnect ends the connection to an endpoint.
func (s *Socket) Disconnect(endpoint string) {
	s.process.t.Helper()
	s.must(question{Do: "disconnect", Endpoint: endpoint})
}

// Set sets an option of an open socket: Set("SUBSCRIBE", "NYC").
func (s *Socket) Set(option string, value any) {
	s.process.t.Helper()
	s.must(question{Do: "option", Name: option, Value: value})
}

// Send sends one message of these frames.
func (s *Socket) Send(frames ...string) error {
	s.process.t.Helper()
	return s.SendWithin(Patience, frames...)
}

// SendWithin is Send with a timeout of its own.
func (s *Socket) SendWithin(d time.Duration, frames ...string) error {
	s.process.t.Helper()
	_, err := s.ask(question{Do: "send", Frames: each(frames, toText), Timeout: d.Milliseconds()})
	return err
}

// Recv waits for one message.
func (s *Socket) Recv() ([]string, error) {
	s.process.t.Helper()
	return s.RecvWithin(Patience)
}

// RecvWithin is Recv with a timeout of its own; 0 asks for what is there now.
func (s *Socket) RecvWithin(d time.Duration) ([]string, error) {
	s.process.t.Helper()
	a, err := s.ask(question{Do: "recv", Timeout: d.Milliseconds()})
	return each(a.Frames, toBytes), err
}

// Close closes the socket; what it has queued may take up to linger to leave.
func (s *Socket) Close(linger time.Duration) {
	s.process.t.Helper()
	s.must(question{Do: "close", Linger: linger.Milliseconds()})
}

func (s *Socket) ask(q question) (answer, error) {
	s.process.t.Helper()
	q.Socket = s.id
	a := s.process.ask(q)
	if a.Error != "" {
		return a, Error(a.Error)
	}
	return a, nil
}

func (s *Socket) must(q question) answer {
	s.process.t.Helper()
	a, err := s.ask(q)
	if err != nil {
		s.process.t.Fatalf("libzmq could not %s %s%s: %v", q.Do, q.Type, q.Endpoint, err)
	}
	return a
}
