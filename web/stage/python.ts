// The lines of Python that make an outside peer of a bound socket, ready to be
// pasted into a terminal.

const partners: Readonly<Record<string, string>> = {
  PUB: "SUB", XPUB: "SUB", SUB: "PUB", XSUB: "PUB", PUSH: "PULL", PULL: "PUSH", REP: "REQ", ROUTER: "DEALER", DEALER: "ROUTER", REQ: "REP", PAIR: "PAIR",
};

// partner is what talks to a socket: as its peers do, where it has some.
export function partner(type: string, peers: readonly string[]): string {
  return peers[0] ?? partners[type] ?? "DEALER";
}

const programs: Readonly<Record<string, string>> = {
  SUB: 's.subscribe("")\nwhile True: print(s.recv_multipart())',
  XSUB: 's.send(b"\\x01")\nwhile True: print(s.recv_multipart())',
  PULL: "while True: print(s.recv_multipart())",
  PUB: 'while True:\n    s.send(b"hello from Python")\n    time.sleep(1)',
  XPUB: 'while True:\n    s.send(b"hello from Python")\n    time.sleep(1)',
  PUSH: 'for i in range(10): s.send(b"from Python %d" % i)',
  REQ: 's.send(b"hello from Python")\nprint(s.recv_multipart())',
  DEALER: 's.send(b"hello from Python")\nprint(s.recv_multipart())',
  REP: "while True: s.send_multipart(s.recv_multipart())",
  ROUTER: "while True: s.send_multipart(s.recv_multipart())",
  PAIR: 's.send(b"hello from Python")\nprint(s.recv_multipart())',
};

export function python(type: string, address: string): string {
  return `python3 -c '
import time, zmq
s = zmq.Context().socket(zmq.${type})
s.connect("${address}")
${programs[type] ?? programs["DEALER"]}'`;
}
