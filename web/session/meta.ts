// What the server says of patterns, rooms and clocks.

import type { Action } from "../model/act";
import type { Breakpoint } from "../model/breakpoint";
import type { Rule } from "../model/rule";
import type { Half } from "../model/types";

export interface Param {
  readonly name: string;
  readonly title: string;
  readonly help?: string;
  readonly unit?: string; // "" for a plain count
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[]; // a choice when not empty
  readonly default: string;
}

export type Values = Readonly<Record<string, string>>;

// Fault is one thing of a schedule: what is done to the run, at a world time in µs.
export interface Fault {
  readonly at: number;
  readonly action: Action;
}

export interface Preset {
  readonly title: string;
  readonly values: Values; // the others keep their defaults
  readonly name?: string; // of one with a schedule, in addresses
  readonly faults?: readonly Fault[];
}

export interface Place {
  readonly name: string;
  readonly role?: string;
  readonly column: number;
  readonly row: number;
  readonly half?: Half; // of a duel
}

// Duel is one task done twice: how each half does it, and what the ledger shows.
export interface Duel {
  readonly task: string;
  readonly http: string;
  readonly zeromq: string;
  readonly notice: readonly string[];
}

// Program is the file of the nodes of one kind of the palette.
export interface Program {
  readonly kind: string;
  readonly title: string;
  readonly file: string;
  readonly source: string;
}

export interface Pattern {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly summary: string;
  readonly lesson: string;
  readonly watch: readonly string[];
  readonly mistake: readonly string[];
  readonly params: readonly Param[];
  readonly presets: readonly Preset[];
  readonly columns: readonly string[]; // headings above the columns of the stage
  readonly asks?: Readonly<Record<string, string>>; // what curl may ask an HTTP server: options, then the path
  readonly nodes: readonly Place[]; // for the default values
  readonly duel?: Duel;
  readonly file: string;
  readonly source: string;
  readonly rules?: readonly Rule[]; // why messages end as they do
  readonly kinds?: readonly Program[]; // of a recording: the programs of nodes that are of the palette
}

export interface Room {
  readonly id: string;
  readonly pattern: string;
  readonly params: Values;
  readonly seed: number;
  readonly faults?: readonly Fault[]; // its schedule
  readonly run: number;
  readonly steering: boolean; // may this page command the world
  readonly parent?: number; // the run it goes on from
  readonly left?: number; // the last event of that run which is also its own
  readonly breakpoints?: readonly Breakpoint[]; // when this was told
  readonly past?: boolean; // another run lives: this is a recording of one that the room has left
}

// The world's clock, as last told.
export interface Clock {
  readonly now: number; // µs of world time
  readonly rate: number;
  readonly paused: boolean;
  readonly idle: boolean; // nothing is due
}

// How the page stands to the server.
// A recording is first read; then there is nothing more to tell.
export type Connection = "connecting" | "open" | "reconnecting" | "gone" | "reading" | "recorded";
