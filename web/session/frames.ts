// Frames tells listeners what has changed: at most once a frame of the screen,
// however much happened since the last. While time runs, it asks for frame
// after frame; while time stands and nothing changes, for none.

// Changed says what is new since the last call of a listener.
export interface Changed {
  readonly time: boolean; // cursor.at
  readonly state: boolean; // cursor.seq, or another run
  readonly log: boolean; // events were added, or another run
  readonly info: boolean; // room, pattern, clock, mode, rate, connection, viewers, notice
  readonly selection: boolean;
}

export type Listener = (changed: Changed) => void;

const nothing: Changed = { time: false, state: false, log: false, info: false, selection: false };
export const everything: Changed = { time: true, state: true, log: true, info: true, selection: true };

// Time is moved on before the listeners are told.
export interface Time {
  advance(passed: number): void; // ms since the last frame, or since time began to run
  runs(): boolean;
}

export class Frames {
  private readonly listeners = new Set<Listener>();
  private changed = nothing;
  private frame: number | undefined;
  private drawing = false;
  private at = 0;

  constructor(private readonly time: Time) {}

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    this.mark(everything);
    return () => this.listeners.delete(listener);
  }

  mark(what: Partial<Changed>): void {
    this.changed = { ...this.changed, ...what };
    if (this.frame !== undefined) return;
    this.frame = requestAnimationFrame(this.draw);
    if (!this.drawing) this.at = performance.now();
  }

  private readonly draw = (now: number): void => {
    this.frame = undefined;
    this.drawing = true;
    this.time.advance(Math.max(0, now - this.at));
    this.at = Math.max(now, this.at);
    const changed = this.changed;
    this.changed = nothing;
    for (const listener of this.listeners) listener(changed);
    if (this.time.runs()) this.frame ??= requestAnimationFrame(this.draw);
    this.drawing = false;
  };
}
