package record

// Limits of a recording. They are far above what a run of this program writes,
// and bound what a file can make its reader do.
const (
	MaxBytes     = 512 << 20 // of all lines, before compression
	MaxLine      = 16 << 20  // of one line: a keyframe with 100,000 messages in its queues
	MaxValues    = 2_000_000 // of one line: commas
	MaxThings    = 200_000   // of a keyframe, in all its lists
	MaxPattern   = 1 << 20   // of what the catalogue says: mostly the source
	MaxAction    = 64 << 10
	MaxText      = 4 << 10 // of one text in a header, an event or a keyframe
	MaxBlob      = 64 << 10
	MaxEvents    = 1_000_000
	MaxKeyframes = 100_000
	MaxParcels   = 1_000_000
	MaxActions   = 100_000
	MaxParams    = 100
	MaxFaults    = 1000      // of a schedule
	MaxDepth     = 32        // of JSON within JSON, in what this package does not read itself
	MaxNumber    = 1<<53 - 1 // the largest whole number JSON carries safely
	MaxColumn    = 100       // of the stage
	MaxRow       = 10_000
)
