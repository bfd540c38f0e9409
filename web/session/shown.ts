// Shown is what the page shows, to be read: the run as it stands at the cursor.

import type { Standing } from "../model/breakpoint";
import { History } from "../model/history";
import { find } from "../model/step";
import type { Event, Link, Message, Node, Socket, State } from "../model/types";
import type { Cursor } from "./cursor";
import { Glide } from "./glide";
import type { Pattern, Room, Values } from "./meta";
import { Source } from "./source";

export class Shown {
  room: Room | undefined;
  pattern: Pattern | undefined;
  history = new History();
  cursor: Cursor = { seq: 0, at: 0, following: true };
  standing: Standing = { breakpoints: [] };

  // meets is asked before what was recorded is shown up to a time: true, the page stands at a breakpoint before that.
  meets: (to: number) => boolean = () => false;

  protected readonly glide = new Glide();
  private readonly source = new Source();

  get state(): State {
    return this.history.state(this.cursor.seq);
  }

  // event is the one the cursor stands on; undefined before the first.
  get event(): Event | undefined {
    return this.history.event(this.cursor.seq);
  }

  get head(): number {
    return this.history.head;
  }

  // shownAt is the world time to draw: the cursor's, or on the way there after a step.
  get shownAt(): number {
    return this.glide.at(this.cursor.at);
  }

  // gliding is the part of that way, 0 to 1; undefined when there is none.
  get gliding(): number | undefined {
    return this.glide.runs() ? this.glide.part : undefined;
  }

  node(name: string): Node | undefined {
    return this.state.nodes.find((n) => n.name === name);
  }

  socket(id: string): Socket | undefined {
    return this.state.sockets.find((k) => k.id === id);
  }

  link(id: string): Link | undefined {
    return this.state.links.find((l) => l.id === id);
  }

  // message is one that is in a queue or flies; of a past one, history.life tells.
  message(id: number): Message | undefined {
    return find(this.state.messages, id);
  }

  // defaults are the values that the pattern has by itself.
  defaults(): Values {
    return Object.fromEntries((this.pattern?.params ?? []).map((p) => [p.name, p.default]));
  }

  get steering(): boolean {
    return (this.room?.steering ?? false) && !this.room?.past;
  }

  // mayFork: this page may go on from a moment of a run, also of one that is left.
  get mayFork(): boolean {
    return this.room?.steering ?? false;
  }

  // sourceOf is the file that a node's program stands in; undefined: it is not known here, or not yet.
  sourceOf: (n: Node) => string | undefined = (n) => (n.kind ? undefined : this.pattern?.source);

  // code is the line on which a node stands, without its indent.
  code(n: Node): string {
    return this.source.line(this.sourceOf(n), n.line);
  }
}
