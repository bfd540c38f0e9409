// A check for tests: is a text well-formed XML, as far as these files use it?

const token = /<\?[^>]*\?>|<\/([\w:-]+)>|<([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|[^<]+|</g;

// faults of a text, in words; none when it is well-formed.
export function faults(xml: string): readonly string[] {
  const open: string[] = [];
  const found: string[] = [];
  let roots = 0;
  for (const [all, end, begin, attributes, alone] of xml.matchAll(token)) {
    if (end !== undefined) {
      if (open.pop() !== end) found.push(`</${end}> closes nothing`);
    } else if (begin !== undefined) {
      if (open.length === 0) roots++;
      const names = [...(attributes ?? "").matchAll(/([\w:-]+)="/g)].map((m) => m[1]);
      if (new Set(names).size < names.length) found.push(`<${begin}> has an attribute twice`);
      if (!alone) open.push(begin);
    } else if (all === "<") found.push("a < that begins nothing");
    if (/&(?!#\d+;|amp;|lt;|gt;|quot;|apos;)/.test(all)) found.push(`a bare & in ${all.slice(0, 40)}`);
  }
  if (open.length > 0) found.push(`not closed: ${open.join(", ")}`);
  if (roots !== 1) found.push(`${roots} roots`);
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(xml)) found.push("a character that XML forbids");
  return found;
}
