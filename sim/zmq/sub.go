package zmq

// sub is an xsub that asks through SUBSCRIBE and cannot send (RFC 29).
type sub struct{ *xsub }

func (k *sub) canSend() bool       { return false }
func (k *sub) send([][]byte) error { return ENOTSUP }
