// Line is the websocket of one room. It comes back by itself, with a back-off,
// and asks for what it has not been told: nothing is lost, nothing told twice.

import type { Command, Told } from "./protocol";
import type { Store } from "./store";

const firstWait = 250; // ms
const longestWait = 8000;

export interface Ends {
  // gone is asked after a connection that never opened: is the room still there?
  gone(): Promise<boolean>;
}

export class Line {
  private socket: WebSocket | undefined;
  private wait = firstWait;
  private timer = 0;
  private since = 0;
  private run = 0;
  private closed = false;
  private branch: number | undefined; // the run to watch; undefined: always the one that lives

  constructor(private readonly store: Store, private readonly room: string, private readonly token: string, private readonly ends: Ends) {
    store.send = (command) => this.send(command);
    store.watch = (run) => this.watch(run);
    addEventListener("online", this.now);
    this.open();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    removeEventListener("online", this.now);
    this.socket?.close();
  }

  private send(command: Command): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return this.store.say(`The server cannot be reached now; ${command.command} was not sent.`);
    this.socket.send(JSON.stringify({ type: "command", ...command }));
  }

  // watch goes over to another run of the room, by another connection.
  private watch(run: number | undefined): void {
    this.branch = run;
    this.since = 0;
    this.run = 0;
    this.wait = 0;
    this.socket?.close();
  }

  private open(): void {
    const query = new URLSearchParams({ since: String(this.since), run: String(this.run) });
    if (this.token) query.set("token", this.token);
    if (this.branch) query.set("branch", String(this.branch));
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/api/rooms/${encodeURIComponent(this.room)}/ws?${query}`);
    this.socket = socket;
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.wait = firstWait;
    };
    socket.onmessage = (message: MessageEvent<string>) => this.told(JSON.parse(message.data) as Told);
    socket.onclose = () => void this.again(opened);
  }

  private told(frame: Told): void {
    if (frame.type === "room") {
      this.store.setConnection("open");
      this.run = frame.room.run;
    }
    if (this.store.told(frame)) {
      this.since = this.store.sinceOf(this.run);
      return;
    }
    this.since = 0; // an event is missing: ask for all of them anew
    this.store.startOver();
    this.socket?.close();
  }

  private async again(opened: boolean): Promise<void> {
    if (this.closed) return;
    this.store.setConnection("reconnecting");
    if (!opened && (await this.ends.gone())) return this.close();
    this.timer = window.setTimeout(this.now, this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(this.wait * 2, longestWait);
  }

  private readonly now = (): void => {
    if (this.closed || (this.socket && this.socket.readyState <= WebSocket.OPEN)) return;
    clearTimeout(this.timer);
    this.open();
  };
}
