// Span is the stretch of world time that the scrubber shows. It grows in
// calm steps, so that the marks on it do not creep.

export interface Span {
  readonly from: number; // µs of world time
  readonly to: number;
}

const steps = [1, 1.5, 2, 3, 5, 7.5, 10, 15, 20, 30, 45, 60]; // of seconds, minutes, hours
const least = 5; // seconds

export function spanOf(from: number, newest: number): Span {
  const needed = ((newest - from) / 1e6) * 1.06;
  return { from, to: from + nice(needed) * 1e6 };
}

function nice(needed: number): number {
  const wanted = Math.max(needed, least);
  for (const unit of [1, 60, 3600]) {
    const step = steps.find((s) => s * unit >= wanted);
    if (step !== undefined) return step * unit;
  }
  return wanted;
}

export function place(span: Span, at: number): number {
  return Math.min(1, Math.max(0, (at - span.from) / (span.to - span.from)));
}

export function timeAt(span: Span, part: number): number {
  return span.from + (span.to - span.from) * Math.min(1, Math.max(0, part));
}
