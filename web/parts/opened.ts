// What a reader opens on the page of a pattern: tabs, menus and sheets.

export { act } from "../act/act";
export { Popover } from "../act/popover";
export { branches } from "../branch/branches";
export { sheet as keys } from "../keys/sheet";
export { Sheet as Measure } from "../measure/sheet";
export { message } from "../panel/message";
export { queues } from "../panel/queues";
export { setup } from "../panel/setup";
export { wire } from "../panel/wire";
export { share } from "../share/sheet";
