package browsertest

import "github.com/go-rod/rod/lib/proto"

// Screen is what a visitor sits at.
type Screen struct {
	Name          string // of pictures: "laptop-dark"
	Width, Height int
	Touch         bool
	Dark          bool
	Still         bool // prefers reduced motion
}

// The screens the pages are made for.
var (
	Wide   = Screen{Name: "wide", Width: 1920, Height: 1080}
	Laptop = Screen{Name: "laptop", Width: 1280, Height: 720}
	Beamer = Screen{Name: "beamer", Width: 1024, Height: 768}
	Phone  = Screen{Name: "phone", Width: 390, Height: 844, Touch: true}
)

// InTheDark is the same screen of a visitor who prefers dark pages.
func (s Screen) InTheDark() Screen {
	s.Name, s.Dark = s.Name+"-dark", true
	return s
}

// Reduced is the same screen of a visitor who prefers reduced motion.
func (s Screen) Reduced() Screen {
	s.Name, s.Still = s.Name+"-still", true
	return s
}

func (s Screen) metrics() *proto.EmulationSetDeviceMetricsOverride {
	return &proto.EmulationSetDeviceMetricsOverride{Width: s.Width, Height: s.Height, DeviceScaleFactor: 1, Mobile: s.Touch}
}

func (s Screen) preferences() proto.EmulationSetEmulatedMedia {
	return proto.EmulationSetEmulatedMedia{Features: []*proto.EmulationMediaFeature{
		{Name: "prefers-color-scheme", Value: choose(s.Dark, "dark", "light")},
		{Name: "prefers-reduced-motion", Value: choose(s.Still, "reduce", "no-preference")},
	}}
}

func choose(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}
