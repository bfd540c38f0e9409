import assert from "node:assert/strict";
import { test } from "node:test";
import type { Flight, Link } from "../model/types";
import { broker, chain, laid, link, news, panes, socket, state } from "./example";
import { fly } from "./flights";
import { frame } from "./frame";
import { Path } from "./path";
import type { Track } from "./routes";

for (const [name, s] of [["broker", broker], ["news", news]] as const) {
  for (const [w, h, rem] of panes) {
    test(`${name} on ${w}x${h}: what is drawn lies on the paper, and in order along its way`, () => {
      const { f, all, tracks } = laid(s, w, h, rem);
      for (const p of all) {
        assert.ok(p.box.x >= 0 && p.box.y >= 0 && p.box.x + p.box.w <= f.width && p.box.y + p.box.h <= f.height, `${p.node.name} ${JSON.stringify(p.box)}`);
      }
      assert.equal(tracks.length, s.links.length * 2);
      for (const t of tracks.filter((x) => x.send)) {
        const along = [0, t.send!.from, t.send!.to, t.flight.from, t.flight.to, t.receive!.from, t.receive!.to, t.path.length];
        assert.deepEqual(along, [...along].sort((a, b) => a - b), `${t.link.id} ${t.lane}`);
        assert.ok(t.flight.to - t.flight.from >= 20, `${t.link.id}: a lane of ${t.flight.to - t.flight.from}`);
      }
    });
  }
}

for (const [from, to] of [["PUSH", "PULL"], ["DEALER", "ROUTER"], ["PUB", "SUB"]] as const) {
  test(`${from} to ${to}: two to six columns of one to ten rows leave each lane its length`, () => {
    for (let columns = 2; columns <= 6; columns++) {
      for (let rows = 1; rows <= 10; rows++) {
        for (const [w, h, rem] of panes) {
          const { f, all, tracks } = laid(chain(columns, rows, from, to), w, h, rem);
          const where = `${columns} x ${rows} on ${w}x${h}`;
          for (const p of all) assert.ok(p.box.x >= 0 && p.box.y >= 0 && p.box.x + p.box.w <= f.width + 1 && p.box.y + p.box.h <= f.height + 1, where);
          for (const t of tracks) assert.ok(t.flight.to - t.flight.from >= 20, `${where}: a lane of ${Math.round(t.flight.to - t.flight.from)}`);
        }
      }
    }
  });
}

test("a chain too long for the page goes on below, and its links stand apart", () => {
  const { f, all, tracks } = laid(chain(6, 1, "PAIR", "PAIR"), 936, 345, 16);
  assert.equal(f.across, 3);
  assert.ok(f.width * f.scale <= 937 && f.height * f.scale <= 346, `${f.width} x ${f.height} at ${f.scale}`);
  assert.deepEqual(all.map((p) => p.c0 > all[0]!.c1), [false, false, false, true, true, true]);
  for (const t of tracks) for (const p of all) {
    const y = t.path.at((t.flight.from + t.flight.to) / 2).y;
    const x = t.path.at((t.flight.from + t.flight.to) / 2).x;
    assert.ok(x < p.m0 || x > p.m1 || y < p.c0 || y > p.c1, `${t.link.id} crosses ${p.node.name}`);
  }
  assert.equal(laid(chain(6, 1, "PAIR", "PAIR"), 2400, 600, 16).f.across, 6);
});

test("the half of a duel is seen whole, however low its place, and on a phone it is turned", () => {
  for (const [w, h, rem, far] of [[842, 204, 20, true], [842, 190, 20, true], [1121, 186, 18.7, true], [700, 208, 16, false], [680, 160, 16, false]] as const) {
    for (const [columns, rows] of [[2, 1], [2, 2], [2, 3], [2, 4], [3, 3]] as const) {
      const f = frame({ width: w, height: h, rem, far }, columns, rows, 0, 2);
      if (rows < 4 || h > 200) assert.ok(f.width * f.scale <= w + 1 && f.height * f.scale <= h + 1, `${columns} x ${rows} on ${w}x${h}: ${f.width * f.scale} x ${f.height * f.scale}`);
    }
  }
  assert.ok(frame({ width: 390, height: 336, rem: 16, far: false }, 2, 4, 0, 2).turned);
});

test("nodes of a column do not touch, nor do ways of a gap", () => {
  const { all, tracks } = laid(broker, 936, 345, 16);
  for (const a of all) {
    for (const b of all) {
      if (a === b || a.column !== b.column) continue;
      assert.ok(a.c1 < b.c0 || b.c1 < a.c0, `${a.node.name} and ${b.node.name}`);
    }
  }
  const heights = tracks.map((t) => `${t.sender!.side} ${Math.round(t.path.at((t.flight.from + t.flight.to) / 2).y)}`);
  assert.equal(new Set(heights).size, heights.length);
});

test("a link to the next column keeps clear of the queues of those within its own", () => {
  const s = state([["a", "b", "c"], ["d"]], [socket("a.out", "PUSH"), socket("b.in", "PULL"), socket("c.in", "PULL"), socket("d.in", "PULL")],
    ["b.in", "c.in", "d.in"].map((k, i) => link(`L${i}`, k, "a.out")));
  const [b, c, d] = laid(s, 936, 345, 16).tracks.filter((t) => t.send);
  const at = (t: Track, part: "send" | "receive", of: number): { x: number; y: number } => t.path.at(t[part]!.from + (t[part]!.to - t[part]!.from) * of);
  const parts = [0, 0.25, 0.5, 0.75, 1];
  for (const near of [b!, c!]) for (const part of ["send", "receive"] as const) for (const of of parts) for (const there of parts) {
    const [p, q] = [at(near, part, of), at(d!, "send", there)];
    assert.ok(Math.hypot(p.x - q.x, p.y - q.y) > 20, `${near.link.id} ${part}: ${JSON.stringify([p, q])}`);
  }
});

test("each lane of a link goes from its sender to its receiver", () => {
  for (const t of laid(broker, 1508, 549, 18).tracks) {
    const from = t.lane === 0 ? t.link.from : t.link.to;
    assert.equal(t.sender!.socket.id, from);
    assert.deepEqual([t.path.points[0]!.x, t.path.points[0]!.y], [t.sender!.main, t.sender!.cross]);
  }
});

function flight(parcel: number, t0: number, t1: number): Flight {
  return { parcel, what: "message", message: parcel, t0, t1, bytes: 1 };
}

function laneOf(...flights: Flight[]): Track {
  const t = laid(news, 1508, 549, 18).tracks.find((x) => x.send && x.link.id === "L1")!;
  const lanes: [Flight[], Flight[]] = [[], []];
  lanes[t.lane] = flights;
  return { ...t, link: { ...t.link, lanes } };
}

test("the place of a parcel is its part of the time from t0 to t1", () => {
  const t = laneOf(flight(1, 1000, 2000));
  const span = t.flight.to - t.flight.from;
  for (const [now, part] of [[0, 0], [1000, 0], [1250, 0.25], [1500, 0.5], [2000, 1], [9000, 1]] as const) {
    const want = t.path.at(t.flight.from + span * part);
    const [got] = fly(t, now, false);
    assert.ok(Math.hypot(got!.at.x - want.x, got!.at.y - want.y) < 0.01, `at ${now}`);
    assert.equal(got!.waits, part === 1);
  }
});

test("with reduced motion it stands at the start, the sixths and the end", () => {
  const t = laneOf(flight(1, 0, 600));
  const places = new Set(Array.from({ length: 601 }, (_, now) => Math.round(fly(t, now, true)[0]!.at.x)));
  assert.equal(places.size, 7);
});

test("those that are due stand in line, the first nearest to its queue, and none passes another", () => {
  const t = laneOf(flight(1, 0, 100), flight(2, 0, 200), flight(3, 0, 300), flight(4, 200, 400));
  for (let now = 0; now < 500; now += 20) {
    const xs = fly(t, now, false).map((f) => f.at.x);
    for (let i = 1; i < xs.length; i++) assert.ok(xs[i]! <= xs[i - 1]! + 0.01, `at ${now}: ${xs.join(" ")}`);
  }
  const standing = fly(t, 500, false).map((f) => f.at.x);
  assert.ok(standing[0]! - standing[1]! > 15 && standing[1]! - standing[2]! > 15, standing.join(" "));
});

test("a path is as long as its pieces, and its slices join", () => {
  const p = new Path([{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 20 }]);
  assert.equal(p.length, 30);
  assert.deepEqual(p.at(15), { x: 10, y: 5 });
  assert.equal(p.slice(5, 15).length + p.slice(15, 30).length, 25);
  assert.deepEqual(p.reversed().at(0), { x: 10, y: 20 });
  assert.equal(p.slice(5, 15).d(0), "M5 0L10 0Q10 0 10 0L10 5");
});

test("what is held stands where it was, and so does what is behind it; a cut way stands whole", () => {
  const flight = (parcel: number, t0: number, more: Partial<Flight> = {}): Flight => ({ parcel, what: "message", message: parcel, t0, t1: t0 + 1000, bytes: 1, ...more });
  const { tracks } = laid(news, 1508, 549, 18);
  const track = tracks.find((t) => t.send)!;
  const on = (lane: readonly Flight[], ways: Link["ways"] = []): Track => ({ ...track, link: { ...track.link, ways, lanes: [lane, lane] } });
  const places = (t: Track, now: number): number[] => fly(t, now, false).map((f) => Math.round(((f.distance - t.flight.from) / (t.flight.to - t.flight.from)) * 100));

  const [held, behind] = places(on([flight(1, 0, { held: true, since: 500 }), flight(2, 100)]), 5000);
  assert.equal(held, 50);
  assert.ok(behind! < held!, `${behind} behind ${held}`);
  const way = { latency: 1000, cut: true };
  assert.deepEqual(places(on([flight(1, 0, { since: 400 })], [way, way]), 9000), [40]);
});
