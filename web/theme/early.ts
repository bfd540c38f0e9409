// early runs before anything is drawn, in a script of its own, so that a dark
// room never sees a white page: the theme last chosen, else that of the system.

export const themeKey = "theme";

function chosen(): string | null {
  try {
    return localStorage.getItem(themeKey);
  } catch {
    return null; // storage may be forbidden
  }
}

export function early(): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = (): void => {
    document.documentElement.dataset["theme"] = chosen() ?? (dark.matches ? "dark" : "light");
  };
  follow();
  dark.addEventListener("change", follow);
}
