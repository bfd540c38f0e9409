// The world's time as this page knows it: told now and then, and reckoned in between.

import type { Clock } from "./meta";

const lag = 80; // ms by which following stands behind the world's clock

export class WorldTime {
  clock: Clock = { now: 0, rate: 1, paused: false, idle: false };
  private toldAt = 0; // by the page's own clock in ms
  private pausing = false; // it was asked to stand still, and has not said that it does

  told(clock: Clock): void {
    this.clock = clock;
    this.toldAt = performance.now();
    if (clock.paused) this.pausing = false;
  }

  pause(): void {
    this.pausing = true;
  }

  // play tells whether the world must be asked to go on.
  play(): boolean {
    const stands = this.clock.paused || this.pausing;
    this.pausing = false;
    return stands;
  }

  // newest is the time up to which all has been told; told: when nothing comes now, that of the newest event.
  newest(still: boolean, told: number): number {
    if (still) return Math.max(this.clock.now, told);
    return this.clock.now + (performance.now() - this.toldAt - lag) * 1000 * this.clock.rate;
  }
}
