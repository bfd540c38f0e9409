// Ticket is what a tab keeps of its room, by the address of the page, so that
// a page loaded anew goes on where it was.

export interface Ticket {
  readonly room: string;
  readonly token: string; // "" when this page only watches
  readonly run: number;
  readonly seq: number; // of the cursor
  readonly following: boolean;
}

const prefix = "room ";

// here is the page's address; of a sandbox with the document that is in it.
export function here(): string {
  return location.pathname + location.search + (location.hash.startsWith("#d=") ? location.hash : "");
}

export function load(address = here()): Ticket | undefined {
  try {
    const text = sessionStorage.getItem(prefix + address);
    return text === null ? undefined : (JSON.parse(text) as Ticket);
  } catch {
    return undefined; // storage may be forbidden
  }
}

export function save(ticket: Ticket, address = here()): void {
  try {
    sessionStorage.setItem(prefix + address, JSON.stringify(ticket));
  } catch {
    // then a page loaded anew begins anew
  }
}

export function forget(address = here()): void {
  try {
    sessionStorage.removeItem(prefix + address);
  } catch {
    // nothing was kept
  }
}
