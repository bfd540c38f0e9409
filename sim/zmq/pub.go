package zmq

// pub is an xpub whose program does not hear of subscriptions (RFC 29).
type pub struct{ *xpub }

func (k *pub) canRecv() bool           { return false }
func (k *pub) recv() ([][]byte, error) { return nil, ENOTSUP }

func (k *pub) subscription(_ *pipe, topic string, on bool) {}
func (k *pub) again(string)                                {}
