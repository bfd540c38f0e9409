// Targets: what is chosen on the page, what it is called, and where it stands.

import { named } from "../mark/naming";
import type { Target } from "../model/act";
import type { Flight } from "../model/types";
import type { Selection, Store } from "../session/store";

// chosen is what the reader has selected, with all that belongs to it; the world itself when that is nothing.
export function chosen(store: Store): readonly Target[] {
  const { selection } = store;
  switch (selection?.kind) {
    case undefined:
      return [{}];
    case "message":
      return [{ message: selection.id }];
    case "node":
      return [{ node: selection.name }];
    case "link":
      return [{ link: selection.id }];
    case "socket":
      return whole(store, { socket: selection.id });
  }
}

// whole: a socket's endpoints belong to it.
export function whole(store: Store, t: Target): readonly Target[] {
  const bound = t.socket ? (store.socket(t.socket)?.bound ?? []) : [];
  return [t, ...bound.map((b) => ({ endpoint: b.endpoint }))];
}

// selectionOf a target is what is selected when a menu opens on it.
export function selectionOf(store: Store, t: Target): Selection | undefined {
  const message = t.message ?? flight(store, t.parcel)?.message;
  if (message) return { kind: "message", id: message };
  if (t.node) return { kind: "node", name: t.node };
  if (t.link) return { kind: "link", id: t.link };
  return t.socket ? { kind: "socket", id: t.socket } : undefined;
}

function flight(store: Store, parcel: number | undefined): Flight | undefined {
  return parcel ? store.state.links.flatMap((l) => [...l.lanes[0], ...l.lanes[1]]).find((f) => f.parcel === parcel) : undefined;
}

// titleOf a target, as the menu is headed.
export function titleOf(store: Store, t: Target): string {
  if (t.message) return named(store.history, t.message).name || `message ${t.message}`;
  if (t.parcel) return parcelTitle(store, t.parcel);
  if (t.node) return t.node;
  if (t.endpoint) return t.endpoint;
  if (t.socket) return `${store.socket(t.socket)?.type ?? "socket"} of ${store.socket(t.socket)?.node ?? t.socket}`;
  if (t.link) return linkTitle(store, t.link);
  return "The world";
}

function parcelTitle(store: Store, parcel: number): string {
  const f = flight(store, parcel);
  const message = f?.message ? named(store.history, f.message).name : f?.what;
  return `${message || "what was"} in flight`;
}

function linkTitle(store: Store, id: string): string {
  const l = store.link(id);
  const node = (socket: string | undefined): string => store.socket(socket ?? "")?.node ?? "nobody yet";
  return l ? `Connection from ${node(l.from)} to ${node(l.to)}` : "Connection";
}
