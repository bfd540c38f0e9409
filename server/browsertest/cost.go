package browsertest

import "github.com/go-rod/rod/lib/proto"

// Heap is how many bytes of memory the page's script holds, its garbage collected.
func (p *Page) Heap() float64 {
	p.t.Helper()
	p.must("collect the garbage", proto.HeapProfilerCollectGarbage{}.Call(p.rod))
	use, err := proto.RuntimeGetHeapUsage{}.Call(p.rod)
	p.must("ask for the memory", err)
	return use.UsedSize
}

// Worked is for how many seconds the page's own thread has had a processor, from
// when it is first asked: other than time on the wall, it is the same on a busy machine.
func (p *Page) Worked() float64 {
	p.t.Helper()
	p.must("count the work", proto.PerformanceEnable{TimeDomain: proto.PerformanceEnableTimeDomainThreadTicks}.Call(p.rod))
	told, err := proto.PerformanceGetMetrics{}.Call(p.rod)
	p.must("ask for the work", err)
	for _, m := range told.Metrics {
		if m.Name == "TaskDuration" {
			return m.Value
		}
	}
	return 0
}
