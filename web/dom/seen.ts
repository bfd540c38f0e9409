// Whether a part of the page can be seen: enough of it is in view, the tab is in
// front, and it has been so for a moment; who only scrolls past sees nothing.

const enough = 0.4; // of its height
const moment = 300; // ms

export function whileSeen(e: HTMLElement, tell: (seen: boolean) => void): void {
  let inView = false;
  let told = false;
  let timer = 0;

  const say = (seen: boolean): void => {
    if (seen !== told) tell((told = seen));
  };
  const settle = (): void => {
    clearTimeout(timer);
    if (inView && document.visibilityState === "visible") timer = window.setTimeout(() => say(true), moment);
    else say(false);
  };

  new IntersectionObserver(([entry]) => {
    inView = (entry?.intersectionRatio ?? 0) >= enough;
    settle();
  }, { threshold: enough }).observe(e);
  document.addEventListener("visibilitychange", settle);
  addEventListener("pagehide", () => {
    clearTimeout(timer);
    say(false);
  });
  addEventListener("pageshow", settle);
}
