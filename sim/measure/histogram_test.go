package measure

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

func TestQuantilesAreThoseOfTheValues(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var h Histogram
	var all []time.Duration
	for range 10_000 {
		d := time.Duration(rng.ExpFloat64() * 50_000)
		all = append(all, d)
		h.Record(d)
	}
	slices.Sort(all)
	for _, q := range []float64{0.001, 0.5, 0.9, 0.99, 0.999} {
		exact, got := all[int(q*float64(len(all)))], h.Quantile(q)
		if got < exact || float64(got) > float64(exact)*1.032+1 {
			t.Errorf("quantile %v: got %v, want %v to 3.2 %% more", q, got, exact)
		}
	}
	if got, want := h.Quantile(1), all[len(all)-1]; got != want || h.Max() != want {
		t.Errorf("longest: got %v and %v, want %v", got, h.Max(), want)
	}
}

func TestBucketsHoldEachValueOnce(t *testing.T) {
	for i := range octaves*perOctave - 1 {
		from, to := lowerEnd(i), lowerEnd(i+1)
		if from >= to || bucketOf(from) != i || bucketOf(to-1) != i {
			t.Fatalf("bucket %d from %d to %d: its ends are in %d and %d", i, from, to, bucketOf(from), bucketOf(to-1))
		}
	}
	var h Histogram
	for _, d := range []time.Duration{-5, 0, 1, 63, 64, time.Hour, 1 << 62} {
		h.Record(d)
	}
	var n uint64
	for _, b := range h.Buckets() {
		n += b.Count
	}
	if n != 7 || h.Count() != 7 {
		t.Errorf("counted: got %d drawn and %d in all, want 7", n, h.Count())
	}
}

func TestMergedHistogramsAreOne(t *testing.T) {
	var a, b, both Histogram
	for i := range 1000 {
		d := time.Duration(i * i)
		both.Record(d)
		[]*Histogram{&a, &b}[i%2].Record(d)
	}
	a.Merge(&b)
	if a.Count() != 1000 || a.Max() != both.Max() || a.Mean() != both.Mean() || !slices.Equal(a.Buckets(), both.Buckets()) {
		t.Error("two halves merged are not the whole")
	}
}

func TestAnEmptyHistogramSaysNothing(t *testing.T) {
	var h Histogram
	if h.Quantile(0.5) != 0 || h.Mean() != 0 || len(h.Buckets()) != 0 {
		t.Error("nothing recorded, and yet something said")
	}
}
