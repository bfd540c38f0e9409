// arrange makes a parent's children these, moving as few as it can: what stays
// where it is keeps its focus, and the parent its scroll.

export function arrange(parent: Element, children: readonly Node[]): void {
  const wanted = new Set(children);
  for (const c of [...parent.childNodes]) if (!wanted.has(c)) c.remove();
  let place = parent.firstChild;
  for (const c of children) {
    if (c === place) place = place.nextSibling;
    else parent.insertBefore(c, place);
  }
}
