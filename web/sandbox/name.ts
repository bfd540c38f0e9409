// Names of what is drawn, and of its file.

// slug is a text in small letters, digits and hyphens; "" when nothing is left of it.
export function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
}

// free is a name that is not taken: the one wanted, or else with the first number from 2 on.
export function free(wanted: string, taken: ReadonlySet<string>, between: string): string {
  if (!taken.has(wanted)) return wanted;
  let n = 2;
  while (taken.has(`${wanted}${between}${n}`)) n++;
  return `${wanted}${between}${n}`;
}
