// The line of curl that asks a server of a room, ready to be pasted into a
// terminal.

// curl writes it: an endpoint is the server's name, http://daemon; its address
// is where it really listens, http://127.0.0.1:4321 or unix:/tmp/x/daemon; what
// it is asked is options, then a path: "-N /events".
export function curl(endpoint: string, address: string, ask = "/"): string {
  const at = ask.lastIndexOf(" ") + 1;
  const [options, path] = [ask.slice(0, at), ask.slice(at)];
  const file = address.startsWith("unix:") ? address.slice("unix:".length) : undefined;
  const url = (file === undefined ? address : endpoint) + path;
  return `curl ${options}${file === undefined ? "" : `--unix-socket ${quoted(file)} `}${url}`;
}

// quoted is a word for a shell.
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
