package wire

import (
	"bytes"
	"fmt"
	"net"
	"sync"
	"testing"
)

func TestParcelsComeWholeAndInOrder(t *testing.T) {
	networks(t, func(b *bench, transport string) {
		near, far := b.connect(transport, b.listen(transport, "here", nil))
		var got []int64
		b.do(func() {
			far.Deliver = func(p *Parcel) {
				if want := bytes.Repeat([]byte{byte(p.ID)}, int(p.ID)*1000); !bytes.Equal(p.Bytes, want) {
					b.Errorf("parcel %d came with other bytes", p.ID)
				}
				got = append(got, p.ID)
			}
		})
		for id := range int64(100) {
			b.do(func() { near.Write(&Parcel{ID: id, Bytes: bytes.Repeat([]byte{byte(id)}, int(id)*1000)}) })
		}
		b.settle()
		for i, id := range got {
			if id != int64(i) {
				b.Fatalf("parcel %d came as number %d", id, i)
			}
		}
		if len(got) != 100 {
			b.Errorf("%d parcels came, want 100", len(got))
		}
	})
}

func TestBothEndsTalk(t *testing.T) {
	networks(t, func(b *bench, transport string) {
		near, far := b.connect(transport, b.listen(transport, "here", nil))
		answers := 0
		b.do(func() {
			far.Deliver = func(p *Parcel) { far.Write(p) }
			near.Deliver = func(p *Parcel) {
				if answers++; answers < 50 {
					near.Write(p)
				}
			}
			near.Write(&Parcel{Bytes: []byte("ping")})
		})
		b.settle()
		if answers != 50 {
			b.Errorf("%d answers, want 50", answers)
		}
	})
}

// What was written before the end is read before the end.
func TestClosingComesBehindWhatWasWritten(t *testing.T) {
	networks(t, func(b *bench, transport string) {
		near, far := b.connect(transport, b.listen(transport, "here", nil))
		var told []string
		b.do(func() {
			far.Deliver = func(p *Parcel) { told = append(told, string(p.Bytes)) }
			far.Ended = func() { told = append(told, "end") }
			near.Write(&Parcel{Bytes: []byte("last words")})
			near.Close()
			near.Close()
		})
		b.settle()
		b.do(func() {
			far.Write(&Parcel{Bytes: []byte("to nobody")})
			if fmt.Sprint(told) != "[last words end]" {
				b.Errorf("the far end saw %v", told)
			}
		})
		b.settle()
	})
}

// A connection that breaks by itself owes nothing: the world goes on.
func TestABrokenConnectionOwesNothing(t *testing.T) {
	networks(t, func(b *bench, transport string) {
		near, far := b.connect(transport, b.listen(transport, "here", nil))
		ended := 0
		b.do(func() {
			near.Ended, far.Ended = func() { ended++ }, func() { ended++ }
			far.raw.Close() // as if the system had done it
			near.Write(&Parcel{Bytes: make([]byte, 1000)})
		})
		b.settle()
		b.do(func() {
			if ended != 2 {
				b.Errorf("%d ends know, want 2", ended)
			}
		})
	})
}

// Own connections and strangers' arrive at one listener in any order, and none is taken for another.
func TestStrangersAreToldApart(t *testing.T) {
	const n = 20
	networks(t, func(b *bench, transport string) {
		strangers, own := 0, 0
		all := make(chan struct{})
		l := b.listen(transport, "here", func(c net.Conn) {
			c.Close()
			if strangers++; strangers == n {
				close(all)
			}
		})
		var outside sync.WaitGroup
		outside.Go(func() {
			for range n {
				c, err := b.network.Dial(transport, l.Addr().String())
				if err != nil {
					b.Error(err)
					return
				}
				defer c.Close()
			}
		})
		for i := range n {
			b.do(func() {
				b.x.Dial(transport, l, func(near, far *Conn, err error) {
					if err != nil {
						b.Error(err)
						return
					}
					near.Ended, far.Ended = func() {}, func() {}
					far.Deliver = func(p *Parcel) {
						if p.ID == int64(i) {
							own++
						}
					}
					near.Write(&Parcel{ID: int64(i), Bytes: []byte("mine")})
				})
			})
		}
		outside.Wait()
		b.settle()
		<-all
		b.do(func() {
			if own != n || strangers != n {
				b.Errorf("%d own connections and %d strangers, want %d of each", own, strangers, n)
			}
		})
	})
}

func TestDialsEndWithTheirListener(t *testing.T) {
	networks(t, func(b *bench, transport string) {
		l := b.listen(transport, "here", nil)
		failed := 0
		b.do(func() {
			for range 5 {
				b.x.Dial(transport, l, func(near, far *Conn, err error) {
					if err != nil {
						failed++
					}
				})
			}
			l.Close()
			l.Close()
			b.x.Dial(transport, l, func(_, _ *Conn, err error) {
				if err != nil {
					failed++
				}
			})
		})
		b.settle()
		b.do(func() {
			if failed != 6 {
				b.Errorf("%d dials failed, want 6", failed)
			}
		})
	})
}

func TestAnAddressIsKept(t *testing.T) {
	b := newBench(t, NewMachine(t.TempDir()))
	l := b.listen("tcp", "here", nil)
	address := l.Addr().String()
	b.do(func() {
		l.Close()
		again, err := b.x.Listen("tcp", "here", address, nil)
		if err != nil || again.Addr().String() != address {
			t.Errorf("bound again at %v (%v), want %s", again.Addr(), err, address)
		}
	})
}

func TestNobodyListensOnAnUnknownTransport(t *testing.T) {
	b := newBench(t, NewMachine(t.TempDir()))
	b.do(func() {
		if _, err := b.x.Listen("pigeon", "here", "", nil); err == nil {
			t.Error("listened by pigeon")
		}
	})
}
