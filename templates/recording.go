package templates

// RecordingView is a recorded run.
type RecordingView struct {
	ID          string // where the server keeps it; "" in a file
	First, Head int64  // of its events
	Live        string // the page that runs it anew; "" where there is none
	Whole       *Whole // nil: the page loads what it needs from the server
}

// Whole is all that a page needs, so that it is one file and asks for nothing.
// It alone holds scripts and a style of its own; its policy names each by its hash.
type Whole struct {
	Style     func(page string) string // its style sheets
	Policy    func(style string) string
	Icon      string // an address that holds it
	Theme     string // the script that comes first
	Script    string
	Recording string // the file, in base64
	Parcels   string // its parcels taken apart: a line a block
}

// RecordingsView is the page that opens a recording.
type RecordingsView struct {
	Static     Static
	Recordings int  // that are kept
	MiB        int  // that all of them may take
	FileMiB    int  // that one may take
	Kept       bool // also when the server ends
}

// inFile tells that there is no server behind the page.
func (v PatternView) inFile() bool { return v.Recording != nil && v.Recording.Whole != nil }

// group is what stands above the title.
func (v PatternView) group() string {
	if v.Recording != nil {
		return "Recording"
	}
	return v.Group
}

func (v PatternView) shares() string {
	if v.Recording != nil {
		return "Share this recording"
	}
	return "Share this run, or this room"
}

// block is a script element. Neither what the house writes nor base64 can end it early.
func block(attributes, text string) string { return "<script" + attributes + ">" + text + "</script>" }
