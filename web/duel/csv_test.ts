import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ledger } from "../model/types";
import { csv } from "./csv";

const http: Ledger = {
  half: "http", messages: 4, payload: 20, overhead: 900, tried: 3, connections: 1, roundTrips: 5, blocked: 1_500_000, inFlight: 1, mostInFlight: 2,
  lost: { cut: 2 }, callers: 1, done: 0, open: 0, finished: 0, waiting: [{ node: "a", since: 2_000_000 }],
};
const zeromq: Ledger = { ...http, half: "zeromq", lost: {}, waiting: [], done: 1, finished: 2_250_000 };

test("a line for each half, with the run it is of", () => {
  const run = { pattern: "duel-ask", params: { count: "5", say: 'a "b", c' }, seed: 7, event: 60, at: 2_500_000 };
  assert.deepEqual(csv(run, [http, zeromq]).split("\r\n"), [
    "pattern,parameters,seed,event,\"world time, s\",half,messages,payload bytes,overhead bytes,connections,connections tried,round trips," +
    "\"caller blocked, s\",most in flight,lost,lost by,failed calls,\"finished at, s\"",
    'duel-ask,"count=5 say=a ""b"", c",7,60,2.500000,http,4,20,900,1,3,5,2.000000,2,2,cut=2,,',
    'duel-ask,"count=5 say=a ""b"", c",7,60,2.500000,zeromq,4,20,900,1,3,5,1.500000,2,0,,,2.250000',
    "",
  ]);
});
