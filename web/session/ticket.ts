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

function key(): string {
  return prefix + location.pathname + location.search;
}

export function load(): Ticket | undefined {
  try {
    const text = sessionStorage.getItem(key());
    return text === null ? undefined : (JSON.parse(text) as Ticket);
  } catch {
    return undefined; // storage may be forbidden
  }
}

export function save(ticket: Ticket): void {
  try {
    sessionStorage.setItem(key(), JSON.stringify(ticket));
  } catch {
    // then a page loaded anew begins anew
  }
}

export function forget(): void {
  try {
    sessionStorage.removeItem(key());
  } catch {
    // nothing was kept
  }
}
