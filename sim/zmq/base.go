package zmq

// base is a kind that can nothing; each socket type says what it can.
type base struct{}

func (base) attach(*pipe) error               { return nil }
func (base) detach(*pipe)                     {}
func (base) send([][]byte) error              { return ENOTSUP }
func (base) recv() ([][]byte, error)          { return nil, ENOTSUP }
func (base) subscription(*pipe, string, bool) {}
func (base) canSend() bool                    { return false }
func (base) canRecv() bool                    { return false }
