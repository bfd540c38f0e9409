"""A libzmq process that does what it is told, one JSON line at a time.

  {"do": "socket", "socket": "s1", "type": "REQ", "options": {"IDENTITY": "py"}}
  {"do": "send",   "socket": "s1", "frames": ["hello"]}
  {"do": "recv",   "socket": "s1", "timeout": 2000}

Each line is answered by one line: {"frames": [...]}, {"endpoint": ...}, {} or
{"error": "EAGAIN"}. Frames travel as Latin-1 text, so that every byte survives.
At the end of input it closes its sockets and goes.
"""

import errno
import json
import sys

import zmq

context = zmq.Context()
sockets = {}


def bytes_of(text):
    return text.encode("latin-1")


def open_socket(ask):
    sock = context.socket(getattr(zmq, ask["type"]))
    sock.setsockopt(zmq.LINGER, 0)
    sockets[ask["socket"]] = sock
    for name, value in (ask.get("options") or {}).items():
        set_option(sock, name, value)
    return {}


def set_option(sock, name, value):
    value = bytes_of(value) if isinstance(value, str) else value
    sock.setsockopt(getattr(zmq, name), value)


def option(sock, ask):
    set_option(sock, ask["name"], ask["value"])
    return {}


def bind(sock, ask):
    sock.bind(ask["endpoint"])
    return {"endpoint": sock.getsockopt(zmq.LAST_ENDPOINT).rstrip(b"\0").decode()}


def connect(sock, ask):
    sock.connect(ask["endpoint"])
    return {}


def unbind(sock, ask):
    sock.unbind(ask["endpoint"])
    return {}


def disconnect(sock, ask):
    sock.disconnect(ask["endpoint"])
    return {}


def send(sock, ask):
    sock.setsockopt(zmq.SNDTIMEO, ask["timeout"])
    sock.send_multipart([bytes_of(f) for f in ask["frames"]])
    return {}


def recv(sock, ask):
    sock.setsockopt(zmq.RCVTIMEO, ask["timeout"])
    return {"frames": [f.decode("latin-1") for f in sock.recv_multipart()]}


def close(sock, ask):
    sock.close(ask["linger"])
    del sockets[ask["socket"]]
    return {}


DO = {f.__name__: f for f in (option, bind, connect, unbind, disconnect, send, recv, close)}


def answer(ask):
    if ask["do"] == "socket":
        return open_socket(ask)
    return DO[ask["do"]](sockets[ask["socket"]], ask)


for line in sys.stdin:
    try:
        reply = answer(json.loads(line))
    except zmq.ZMQError as e:
        reply = {"error": errno.errorcode.get(e.errno, "EFSM" if e.errno == zmq.EFSM else str(e))}
    print(json.dumps(reply), flush=True)

for sock in sockets.values():
    sock.close(0)
context.term()
