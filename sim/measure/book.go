package measure

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"sync/atomic"
	"time"
)

// book knows of each message when it was sent, and that it came once to each of
// its receivers. Senders and receivers are many; each number has one sender.
type book struct {
	began     time.Time
	count     int // numbers
	payload   int // bytes of a message
	copies    int
	sent      []time.Duration // by number, since began
	came      []atomic.Uint64 // a bit for each number; the words of one receiver after those of another
	left      atomic.Int64
	done      chan struct{}
	latencies Histogram
}

func newBook(s Setup, count int) *book {
	b := &book{
		began: time.Now(), count: count, payload: s.Payload, copies: s.copies(),
		sent: make([]time.Duration, count),
		done: make(chan struct{}),
	}
	b.came = make([]atomic.Uint64, b.copies*b.words())
	b.left.Store(int64(count * b.copies))
	return b
}

func (b *book) words() int { return (b.count + 63) / 64 }

// send makes the message of that number, and notes the time.
func (b *book) send(number int) []byte {
	payload := make([]byte, b.payload)
	var raw [8]byte
	binary.BigEndian.PutUint64(raw[:], uint64(number))
	for i := hex.Encode(payload, raw[:]); i < len(payload); i++ {
		payload[i] = '.' // text without a line end: server-sent events must carry it
	}
	b.sent[number] = time.Since(b.began)
	return payload
}

// arrived notes that a receiver has the message; where each has but one, it is receiver 0.
func (b *book) arrived(receiver int, payload []byte) error {
	now := time.Since(b.began)
	number, err := numberOf(payload)
	switch {
	case err != nil:
		return err
	case len(payload) != b.payload || number >= uint64(b.count):
		return fmt.Errorf("received %d bytes numbered %d: sent were %d messages of %d bytes", len(payload), number, b.count, b.payload)
	}
	word, bit := receiver*b.words()+int(number/64), uint64(1)<<(number%64)
	if b.came[word].Or(bit)&bit != 0 {
		return fmt.Errorf("received message %d twice", number)
	}
	b.latencies.Record(now - b.sent[number])
	if b.left.Add(-1) == 0 {
		close(b.done)
	}
	return nil
}

func numberOf(payload []byte) (uint64, error) {
	var raw [8]byte
	if len(payload) < MinPayload {
		return 0, fmt.Errorf("received %d bytes, fewer than the number of a message takes", len(payload))
	}
	if _, err := hex.Decode(raw[:], payload[:MinPayload]); err != nil {
		return 0, fmt.Errorf("received a message without a number: %w", err)
	}
	return binary.BigEndian.Uint64(raw[:]), nil
}

// total is how many arrivals there are to be.
func (b *book) total() int { return b.count * b.copies }

// arrivals is how many there were.
func (b *book) arrivals() int { return b.total() - int(b.left.Load()) }
