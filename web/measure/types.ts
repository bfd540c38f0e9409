// A measure as the API tells it (server/API.md).

export interface Bucket {
  readonly from: number; // µs
  readonly to: number;
  readonly count: number;
}

export interface Half {
  readonly how: string;
  readonly arrivals: number;
  readonly perSecond: number;
  readonly latency: Readonly<Record<"p50" | "p90" | "p99" | "p999" | "max", number>>; // µs
  readonly cpu: number; // µs; 0: not known
  readonly bytes: number;
  readonly buckets: readonly Bucket[];
}

export interface Result {
  readonly unit: string;
  readonly units: string;
  readonly httpHalf: Half;
  readonly zeromqHalf: Half;
  readonly facts: readonly { readonly name: string; readonly text: string }[];
  readonly says: string;
  readonly saysNot: string;
}

export interface Measure {
  readonly id: string;
  readonly status: "running" | "done" | "cancelled" | "failed";
  readonly progress: { readonly done: number; readonly total: number; readonly round: number; readonly rounds: number; readonly half: string };
  readonly result?: Result;
  readonly error?: string;
}
