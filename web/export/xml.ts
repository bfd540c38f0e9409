// XML as text. What a message holds is hostile: a text goes in escaped, and what
// no XML may hold is shown as U+FFFD.

export type Attributes = Readonly<Record<string, string | number | undefined>>;

export function escaped(text: string): string {
  return text.replace(forbidden, "\uFFFD").replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

// forbidden by XML 1.0, section 2.2: control characters, halves of a surrogate pair, U+FFFE and U+FFFF.
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

// tag with attributes, those undefined left out, and content that is XML already.
export function tag(name: string, attributes: Attributes, content = ""): string {
  const words = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const head = [name, ...words.map(([key, value]) => `${key}="${escaped(String(value))}"`)].join(" ");
  return content === "" ? `<${head}/>` : `<${head}>${content}</${name}>`;
}
