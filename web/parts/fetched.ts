// What a page can begin without is no part of app.js: it is fetched once it is
// wanted. In a page that is a file it is there already.

interface Page {
  say(notice: string): void;
}

// fetched uses a part once it is there; when it cannot be had, the page says so.
export function fetched<T>(page: Page, part: Promise<T>, use: (part: T) => void): void {
  part.then(use, () => page.say("This part of the page cannot be fetched. Reload the page once its server answers."));
}
