package browsertest

import "github.com/go-rod/rod/lib/proto"

// Touch puts a finger down at a place of the window, Slide moves it on, Lift takes it away.
func (p *Page) Touch(at proto.Point) {
	p.t.Helper()
	p.must("have a touch screen", proto.EmulationSetTouchEmulationEnabled{Enabled: true}.Call(p.rod))
	p.finger(proto.InputDispatchTouchEventTypeTouchStart, at)
}

func (p *Page) Slide(to proto.Point) {
	p.t.Helper()
	p.finger(proto.InputDispatchTouchEventTypeTouchMove, to)
}

func (p *Page) Lift() {
	p.t.Helper()
	p.finger(proto.InputDispatchTouchEventTypeTouchEnd)
}

func (p *Page) finger(does proto.InputDispatchTouchEventType, at ...proto.Point) {
	p.t.Helper()
	points := []*proto.InputTouchPoint{}
	for _, each := range at {
		points = append(points, &proto.InputTouchPoint{X: each.X, Y: each.Y})
	}
	p.must("touch the page", proto.InputDispatchTouchEvent{Type: does, TouchPoints: points}.Call(p.rod.Timeout(Patience)))
}
