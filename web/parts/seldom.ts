// The views that few pages have.

export { mount as answer } from "../duel/embed";
export { mount as home } from "../home/home";
export { mount as live } from "../home/live";
export { mount as upload } from "../recordings/upload";
