// Store is what the whole page draws from: one run, and one cursor on it.
//
// The cursor is an event and a world time. While it follows, it runs a moment
// behind the world's clock, so that what is shown has surely been told; when
// the world is held, it stands at the very time at which the world stands.
// Behind the newest event it stands still, or replays what was recorded.
//
//	socket ──told()──▶ history, clock, room ─┐
//	keys, buttons ──play, step, seek …──▶ cursor ──▶ subscribers, once a frame

import { History } from "../model/history";
import type { Action, Target } from "../model/act";
import { never, type Event, type State } from "../model/types";
import { parcel } from "./api";
import type { Cursor, Mode, Selection } from "./cursor";
import { everything, Frames, type Changed, type Listener } from "./frames";
import type { Clock, Connection, Pattern, Values } from "./meta";
import type { Command, Outcome, Told } from "./protocol";
import { Showing, type Beat } from "./showing";
import { Shown } from "./shown";
import { WorldTime } from "./world_time";

export type { Changed, Cursor, Listener, Mode, Selection };

const lost = 1000; // ms further behind than this, it jumps instead of running after

export class Store extends Shown {
  connection: Connection = "connecting";
  viewers = 0;
  notice = ""; // the last thing that could not be done, in one sentence
  selection: Selection | undefined;
  pointed: Target | undefined; // what is under the pointer or has the focus in a list, for other views to show
  rate = 1;

  private run = 0; // of history; 0: none yet
  private replaying: true | Showing | undefined; // all that was recorded from here on, or a stretch of it
  private readonly world = new WorldTime();
  private awaited: number | undefined; // the event at which a step, or a deed, will have the cursor stand
  private resuming: { run: number; seq: number } | undefined;
  private readonly frames = new Frames({
    advance: (passed) => this.advance(passed),
    runs: () => this.playing || this.glide.runs() || (this.cursor.following && this.cursor.at < this.newest()),
  });

  private readonly mark = (what: Partial<Changed>): void => this.frames.mark(what);

  // send carries a command to the server; the socket sets it.
  send: (command: Command) => void = () => {};

  // ask does so too, and fails with the server's sentence when it was refused; open sets it.
  ask: (command: Command) => Promise<Outcome> = async () => ({ run: this.run, head: this.head });

  // parcel tells the bytes of one; a recording brings its own.
  parcel: typeof parcel = parcel;
  // watch shows a run that the room has left, or again the one that lives; open sets it.
  watch: (run: number | undefined) => void = () => {};

  // glides tells whether a step forward is shown as a way; not to who prefers reduced motion.
  glides: () => boolean = () => true;

  // ---- how it stands

  get clock(): Clock {
    return this.world.clock;
  }

  get playing(): boolean {
    return this.replaying !== undefined || (this.cursor.following && !this.clock.paused && this.connection === "open");
  }

  // newestHeld: the world stands still, and what is shown is how it stands.
  get newestHeld(): boolean {
    return this.mode === "held" && this.clock.paused && this.connection === "open" && this.cursor.seq === this.head;
  }

  get mode(): Mode {
    if (!this.playing) return "held";
    return this.replaying ? "replay" : "live";
  }

  // shows tells whether a stretch is being shown.
  get shows(): boolean {
    return this.replaying instanceof Showing;
  }

  subscribe(listener: Listener): () => void {
    return this.frames.subscribe(listener);
  }

  // ---- what the reader does

  play(): void {
    if (this.cursor.following || this.cursor.at >= this.newest()) this.live();
    else this.replaying = true;
    this.mark({ info: true, time: true });
  }

  // hold stops time: the world's when this page steers it, and else only here.
  hold(): void {
    const live = this.mode === "live";
    this.replaying = undefined;
    if (live && this.steering) this.pause();
    else this.cursor = { ...this.cursor, following: this.cursor.following && this.clock.paused };
    this.mark({ info: true });
  }

  toggle(): void {
    if (this.playing) this.hold();
    else this.play();
  }

  // step goes to the next event: a recorded one, or, at the newest, one that the world now makes.
  step(): void {
    const at = this.cursor.seq;
    this.stand();
    if (at < this.head) this.glideTo(at + 1);
    else if (this.steering) {
      this.awaited = this.head + 1;
      this.send({ command: "step" });
    }
  }

  stepBack(): void {
    this.stand();
    this.moveTo(this.cursor.seq - 1);
  }

  seek(seq: number): void {
    this.stand();
    this.moveTo(seq);
  }

  // toNewest stands at the newest event; of a held world also at what is still being told.
  toNewest(): void {
    this.seek(this.head);
    if (this.steering) this.cursor = { ...this.cursor, following: true };
  }

  seekTime(at: number): void {
    this.stand();
    const seq = Math.max(this.history.first - 1, this.history.seqAt(at));
    this.place(seq, Math.min(Math.max(at, this.history.timeOf(seq)), this.newest()));
  }

  // show plays a stretch of what was recorded and stands at its end; whatever else the reader does ends it.
  show(beats: readonly Beat[]): void {
    this.stand();
    this.replaying = new Showing(beats);
  }

  // live goes to the newest event and on with it.
  live(): void {
    this.replaying = undefined;
    this.awaited = undefined;
    this.cursor = { ...this.cursor, following: true };
    if (this.steering && this.world.play()) this.send({ command: "play" });
    this.mark({ info: true, time: true });
  }

  setRate(rate: number): void {
    this.rate = rate;
    if (this.steering) this.send({ command: "rate", rate });
    this.mark({ info: true });
  }

  // restart begins the run anew: the same one, unless another seed is given.
  restart(seed = this.room?.seed ?? 1): void {
    this.send({ command: "restart", seed });
  }

  // setParams begins a run with these settings; those not named stay as they are.
  // So does its schedule, unless another is given.
  setParams(values: Values, seed = this.room?.seed ?? 1, faults = this.room?.faults ?? []): void {
    this.send({ command: "params", params: { ...this.room?.params, ...values }, seed, faults });
  }

  // applyPreset puts up a situation: what it does not name has its default.
  applyPreset(i: number): void {
    const preset = this.pattern?.presets[i];
    if (preset) this.setParams({ ...this.defaults(), ...preset.values }, this.room?.seed, preset.faults ?? []);
  }

  select(selection: Selection | undefined): void {
    this.selection = selection;
    this.mark({ selection: true });
  }

  // point at what an entry of a list is about.
  point(target: Target | undefined): void {
    if (target === this.pointed) return;
    this.pointed = target;
    this.mark({ selection: true });
  }

  // act does something to the world as it now is. Held, the cursor goes on to where the
  // world stands again, so that the next thing can be chosen at once; unless the reader went elsewhere meanwhile.
  async act(action: Action): Promise<void> {
    const held = this.mode === "held";
    if (held) this.stand();
    const { cursor } = this;
    const { run, head } = await this.ask({ command: "act", action });
    if (!held || cursor !== this.cursor || run !== this.run) return;
    this.awaited = head;
    this.stepped();
  }

  // fork goes on from a moment of a run, the one shown if no other is named: the
  // world is started anew and brought there, and this page goes with it.
  async fork(seq: number, run = this.room?.run): Promise<void> {
    if (this.mode === "live") this.hold();
    await this.ask({ command: "fork", seq, ...(run === undefined ? {} : { run }) });
    if (this.room?.past) this.watch(undefined);
  }

  // ---- what the server says

  // told takes a frame; false when an event is missing before it, so that all must be asked for anew.
  told(frame: Told): boolean {
    switch (frame.type) {
      case "room":
        if (this.room?.id !== frame.room.id) this.run = 0; // runs are numbered in their room
        if (frame.room.left && frame.room.run !== this.run && !frame.room.past && this.run > 0) this.resume(frame.room.run, frame.room.left);
        this.room = frame.room;
        this.standing = { breakpoints: frame.room.breakpoints ?? [] };
        this.tick(frame.clock);
        this.rate = frame.clock.rate;
        return true;
      case "keyframe":
        this.keyframe(frame.run, frame.state);
        return true;
      case "events":
        return this.events(frame.run, frame.events, frame.clock);
      case "clock":
        this.tick(frame.clock);
        this.rate = frame.clock.rate;
        return true;
      case "viewers":
        this.viewers = frame.count;
        this.mark({ info: true });
        return true;
      case "breakpoints":
        if (frame.run === this.room?.run) this.standing = frame;
        this.mark({ info: true });
        return true;
      case "error":
        this.awaited = undefined;
        this.say(frame.text);
        return true;
      default:
        return never(frame);
    }
  }

  say(notice: string): void {
    this.notice = notice;
    this.mark({ info: true });
  }

  setConnection(connection: Connection): void {
    this.connection = connection;
    this.mark({ info: true });
  }

  // setPattern is told again and again; only another pattern is news.
  setPattern(pattern: Pattern | undefined): void {
    if (!pattern || pattern === this.pattern) return;
    this.pattern = pattern;
    this.mark({ info: true, state: true });
  }

  // resume puts the cursor where the reader stood, once that event of that run is told.
  resume(run: number, seq: number): void {
    this.resuming = { run, seq };
  }

  // sinceOf is the newest event known of that run: the server need not tell it again.
  sinceOf(run: number): number {
    return run === this.run ? this.head : 0;
  }

  // startOver forgets the events, to be told them all anew; the cursor stays.
  startOver(): void {
    if (!this.cursor.following) this.resume(this.run, this.cursor.seq);
    this.run = 0;
  }

  private keyframe(run: number, state: State): void {
    if (this.run === run && state.seq <= this.head) return this.history.checkpoint(state);
    if (this.resuming?.run !== run) this.resuming = undefined;
    this.run = run;
    this.history = new History(state);
    this.awaited = undefined;
    this.replaying = undefined;
    this.selection = this.pointed = undefined;
    this.notice = "";
    this.cursor = { seq: state.seq, at: state.at, following: this.resuming === undefined };
    this.mark(everything);
  }

  private events(run: number, events: readonly Event[], clock: Clock): boolean {
    if (run !== this.run) return true; // of a run that has ended
    for (const e of events) {
      if (e.seq > this.head && !this.history.add(e)) return false;
    }
    this.tick(clock);
    if (events.length > 0) this.notice = ""; // it goes on
    this.mark({ log: true });
    this.stepped();
    return true;
  }

  // stepped puts the cursor where a step, or a page loaded anew, wanted it once that event is there.
  private stepped(): void {
    if (this.awaited !== undefined && this.head >= this.awaited) this.glideTo(this.awaited);
    if (this.resuming !== undefined && this.head >= this.resuming.seq) this.moveTo(this.resuming.seq);
  }

  // ---- time

  private tick(clock: Clock): void {
    this.world.told(clock);
    this.mark({ info: true, time: true });
  }

  // newest is the world time up to which all has been told.
  private newest(): number {
    return this.world.newest(this.clock.paused || this.connection !== "open", this.history.timeOf(this.head));
  }

  // stand stops following and replaying, and the world with them when this page steers it.
  private stand(): void {
    if (this.steering && this.mode === "live") this.pause();
    this.replaying = undefined;
    this.awaited = this.resuming = undefined;
    this.cursor = { ...this.cursor, following: false };
    this.mark({ info: true });
  }

  private pause(): void {
    this.world.pause();
    this.send({ command: "pause" });
  }

  private glideTo(seq: number): void {
    const from = this.shownAt;
    this.moveTo(seq);
    if (this.glides()) this.glide.begin(from);
  }

  private moveTo(seq: number): void {
    this.awaited = this.resuming = undefined;
    const to = Math.max(this.history.first - 1, Math.min(seq, this.head));
    this.place(to, this.history.timeOf(to));
  }

  private place(seq: number, at: number): void {
    this.glide.end();
    this.cursor = { seq, at, following: false };
    this.mark({ time: true, state: true, info: !this.shows });
  }

  private advance(passed: number): void {
    if (this.glide.runs()) this.mark({ time: true });
    this.glide.advance(passed);
    if (this.cursor.following) this.follow(passed);
    else if (this.replaying === true) this.replay(passed);
    else if (this.replaying) this.showOn(this.replaying, passed);
  }

  private showOn(showing: Showing, passed: number): void {
    showing.advance(Math.min(passed, lost));
    const { seq, at } = showing.spot;
    this.place(seq ?? this.history.seqAt(at), at);
    if (showing.over) this.hold();
  }

  private follow(passed: number): void {
    const target = this.newest();
    const still = this.clock.paused || this.connection !== "open";
    const near = Math.abs(target - this.cursor.at) < lost * 1000 * this.clock.rate;
    const ran = this.cursor.at + passed * 1000 * this.clock.rate;
    const at = !near ? target : still ? Math.min(target, ran) : Math.max(target, this.cursor.at);
    this.runTo(at, still && at === target);
  }

  private replay(passed: number): void {
    const at = this.cursor.at + Math.min(passed, lost) * 1000 * this.rate;
    if (this.meets(at)) return;
    if (at < this.newest()) return this.runTo(at, false);
    this.live();
  }

  // runTo shows the world time at; `all` when every event has happened by then.
  private runTo(at: number, all: boolean): void {
    const seq = all ? this.head : Math.max(this.cursor.seq, this.history.seqAt(at));
    if (seq !== this.cursor.seq) this.mark({ state: true });
    if (at !== this.cursor.at) this.mark({ time: true });
    this.cursor = { ...this.cursor, seq, at };
  }
}
