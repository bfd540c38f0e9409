// Glide is the moment in which a step forward is seen. World time has already
// jumped to the next event; for so long the picture shows the way there. It is
// the page's own time, and eased: world time that runs never is.

const long = 220; // ms

export class Glide {
  private from = 0; // µs of world time
  private passed = long;

  begin(from: number): void {
    this.from = from;
    this.passed = 0;
  }

  end(): void {
    this.passed = long;
  }

  runs(): boolean {
    return this.passed < long;
  }

  advance(ms: number): void {
    this.passed = Math.min(long, this.passed + ms);
  }

  // part of the way that is behind it, 0 to 1.
  get part(): number {
    return ease(this.passed / long);
  }

  // at is the world time shown on the way to `to`.
  at(to: number): number {
    return this.runs() ? this.from + (to - this.from) * this.part : to;
  }
}

// ease is cubic-bezier(.2, 0, 0, 1), as the style sheet's --ease.
export function ease(x: number): number {
  if (x <= 0 || x >= 1) return Math.min(1, Math.max(0, x));
  let [low, high] = [0, 1];
  for (let i = 0; i < 20; i++) {
    const s = (low + high) / 2;
    if (0.6 * (1 - s) ** 2 * s + s ** 3 < x) low = s;
    else high = s;
  }
  return 3 * (1 - low) * low ** 2 + low ** 3;
}
