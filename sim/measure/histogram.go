package measure

import (
	"math/bits"
	"sync/atomic"
	"time"
)

// A Histogram counts durations in buckets that grow with them: each power of two
// of nanoseconds is cut into 32, so a value read back is at most 3.2 % too large.
// (The idea is that of HdrHistogram by Gil Tene.) Any goroutine may Record.
type Histogram struct {
	counts [octaves * perOctave]atomic.Uint64
	n      atomic.Uint64
	sum    atomic.Int64
	max    atomic.Int64
}

const (
	perOctave = 32
	logOctave = 5
	octaves   = 40 // up to 9 hours
)

// Record counts one duration. Below 0 there is none.
func (h *Histogram) Record(d time.Duration) {
	d = max(d, 0)
	h.counts[bucketOf(d)].Add(1)
	h.n.Add(1)
	h.sum.Add(int64(d))
	for m := h.max.Load(); int64(d) > m && !h.max.CompareAndSwap(m, int64(d)); m = h.max.Load() {
	}
}

// Merge adds all that other has counted.
func (h *Histogram) Merge(other *Histogram) {
	for i := range other.counts {
		h.counts[i].Add(other.counts[i].Load())
	}
	h.n.Add(other.n.Load())
	h.sum.Add(other.sum.Load())
	h.max.Store(max(h.max.Load(), other.max.Load()))
}

// bucketOf is linear up to 63 ns, and from there on 32 buckets a power of two.
func bucketOf(d time.Duration) int {
	v := uint64(d)
	shift := max(bits.Len64(v)-logOctave-1, 0)
	return min(shift*perOctave+int(v>>shift), octaves*perOctave-1)
}

// lowerEnd is the least duration of a bucket.
func lowerEnd(i int) time.Duration {
	if i < 2*perOctave {
		return time.Duration(i)
	}
	shift := i/perOctave - 1
	return time.Duration(i-shift*perOctave) << shift
}

// Count is how many durations there are.
func (h *Histogram) Count() int { return int(h.n.Load()) }

// Max is the longest.
func (h *Histogram) Max() time.Duration { return time.Duration(h.max.Load()) }

// Mean is the average; 0 when there is none.
func (h *Histogram) Mean() time.Duration {
	if h.Count() == 0 {
		return 0
	}
	return time.Duration(h.sum.Load() / int64(h.n.Load()))
}

// Quantile is the duration that a share q of all, from 0 to 1, does not exceed.
func (h *Histogram) Quantile(q float64) time.Duration {
	want := uint64(q * float64(h.n.Load()))
	var seen uint64
	for i := range h.counts {
		if seen += h.counts[i].Load(); seen > want || seen == h.n.Load() && seen > 0 {
			return min(lowerEnd(i+1)-1, h.Max())
		}
	}
	return 0
}

// Bucket is a part of a distribution: so many durations from From up to below To, in µs.
type Bucket struct {
	From  float64 `json:"from"`
	To    float64 `json:"to"`
	Count uint64  `json:"count"`
}

// perDrawn is how many buckets are drawn as one: eight a power of two are left.
const perDrawn = perOctave / 8

// Buckets are those that are not empty, drawn together four by four.
func (h *Histogram) Buckets() []Bucket {
	var all []Bucket
	for i := 0; i < len(h.counts); i += perDrawn {
		b := Bucket{From: micros(lowerEnd(i)), To: micros(lowerEnd(i + perDrawn))}
		for k := range perDrawn {
			b.Count += h.counts[i+k].Load()
		}
		if b.Count > 0 {
			all = append(all, b)
		}
	}
	return all
}

func micros(d time.Duration) float64 { return float64(d) / float64(time.Microsecond) }
