package wire

import (
	"bytes"
	"errors"
	"testing"
)

func TestTapeKeepsTheStartOfEachParcel(t *testing.T) {
	tape := NewTape()
	long := bytes.Repeat([]byte("0123456789"), TapedBytes)
	tape.Keep(&Parcel{ID: 1, What: "message", Bytes: long})
	tape.Keep(&Parcel{ID: 2, What: "message"})
	tape.Keep(&Parcel{What: ""}) // the end of a connection

	got, err := tape.Read(1)
	if err != nil || got.Size != len(long) || !bytes.Equal(got.Bytes, long[:TapedBytes]) {
		t.Errorf("read %d bytes of %d (%v), want the first %d of %d", len(got.Bytes), got.Size, err, TapedBytes, len(long))
	}
	long[0] = 'x'
	if got.Bytes[0] != '0' {
		t.Error("the tape shares its bytes with the parcel")
	}
	if got, err := tape.Read(2); err != nil || got.Size != 0 {
		t.Errorf("a parcel without bytes reads %+v, %v", got, err)
	}
	for _, id := range []int64{-1, 0, 3} {
		if _, err := tape.Read(id); !errors.Is(err, ErrNoParcel) {
			t.Errorf("parcel %d, never sent: %v", id, err)
		}
	}
}

func TestTapeIsBounded(t *testing.T) {
	tape := NewTape()
	full := make([]byte, TapedBytes)
	const most = TapeSize / (TapedBytes + tapeEntry)
	for id := int64(1); id <= most+5; id++ {
		tape.Keep(&Parcel{ID: id, Bytes: full})
	}
	for id := int64(1); id <= 5; id++ {
		if _, err := tape.Read(id); !errors.Is(err, ErrParcelGone) {
			t.Errorf("parcel %d, the oldest: %v, want that it is gone", id, err)
		}
	}
	if _, err := tape.Read(6); err != nil {
		t.Errorf("parcel 6: %v", err)
	}
	if len(tape.parcels) != most || len(tape.order) != most {
		t.Errorf("%d parcels kept, %d in order, want %d", len(tape.parcels), len(tape.order), most)
	}
}

func TestWithoutATapeNothingIsKept(t *testing.T) {
	var tape *Tape
	tape.Keep(&Parcel{ID: 1})
	if _, err := tape.Read(1); !errors.Is(err, ErrNoParcel) {
		t.Errorf("read from no tape: %v", err)
	}
}
