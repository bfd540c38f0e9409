package node

import (
	"errors"
	"fmt"
)

// Limits of a disk.
const (
	DiskKeys  = 1000 // keys
	DiskBytes = 4096 // of a key and its value
)

// ErrDiskFull is what Store returns for what the disk does not take.
var ErrDiskFull = errors.New("the disk does not take it")

// disk is what outlives a program's process.
type disk struct{ stored map[string]string }

// Store keeps a value for a key; "" forgets the key. What is stored outlives the program's process:
// it is there when the program is started again, unless that is on another
// machine. It takes no time.
func (n *Node) Store(key, value string) error {
	n.owner.Enter(n.ctx.Scene)
	d := n.open.disk
	_, known := d.stored[key]
	switch {
	case n.owner.Process().Gone:
	case value == "":
		delete(d.stored, key)
	case len(key)+len(value) > DiskBytes:
		return fmt.Errorf("store %d bytes: %w: %d bytes are the most", len(key)+len(value), ErrDiskFull, DiskBytes)
	case !known && len(d.stored) >= DiskKeys:
		return fmt.Errorf("store one more key: %w: %d keys are the most", ErrDiskFull, DiskKeys)
	default:
		d.stored[key] = value
	}
	return nil
}

// Stored is what was stored for a key; "": nothing.
func (n *Node) Stored(key string) string { return n.open.disk.stored[key] }

// Disk is how many keys are stored.
func (n *Node) Disk() int { return len(n.open.disk.stored) }
