// Searching the catalogue, as pure functions of what its cards say.

export interface Pattern {
  readonly title: string;
  readonly summary: string;
  readonly sockets: readonly string[];
  readonly mistakes: readonly string[];
  readonly words: string;
}

// Found tells why, when the card's title and summary do not.
export interface Found {
  readonly because: string;
}

export function read(card: HTMLElement): Pattern {
  const data = (name: string): string => card.dataset[name] ?? "";
  return {
    title: data("title"),
    summary: data("summary"),
    sockets: data("sockets").split(" ").filter(Boolean),
    mistakes: data("mistakes").split("\n").filter(Boolean),
    words: data("words"),
  };
}

export function search(p: Pattern, wanted: string): Found | undefined {
  const terms = fold(wanted).split(/\s+/).filter(Boolean);
  const within = (text: string): boolean => terms.every((t) => fold(text).includes(t));
  if (within(`${p.title} ${p.summary}`)) return { because: "" };
  const sockets = p.sockets.filter((s) => terms.some((t) => s.toLowerCase() === t || s.toLowerCase().startsWith(t)));
  if (sockets.length > 0 && terms.every((t) => p.sockets.some((s) => s.toLowerCase().startsWith(t)))) return { because: `Sockets: ${p.sockets.join(", ")}` };
  const mistake = p.mistakes.find(within);
  if (mistake) return { because: `Often got wrong: ${mistake}` };
  return within([p.title, p.summary, p.sockets.join(" "), p.mistakes.join(" "), p.words].join(" ")) ? { because: "" } : undefined;
}

// nearest three by how many pairs of letters they share with what was sought.
export function nearest(all: readonly Pattern[], wanted: string): readonly Pattern[] {
  const sought = pairs(wanted);
  const score = (p: Pattern): number => {
    const each = `${p.title} ${p.summary} ${p.sockets.join(" ")} ${p.words}`.split(/\s+/);
    return Math.max(...each.map((word) => alike(sought, pairs(word))));
  };
  return [...all].map((p) => ({ p, s: score(p) })).sort((a, b) => b.s - a.s).slice(0, 3).map((x) => x.p);
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const x of a) if (b.has(x)) both++;
  return a.size + b.size === 0 ? 0 : (2 * both) / (a.size + b.size);
}

function pairs(text: string): ReadonlySet<string> {
  const t = ` ${fold(text)} `;
  const all = new Set<string>();
  for (let i = 0; i + 1 < t.length; i++) all.add(t.slice(i, i + 2));
  return all;
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll("/", " ");
}
