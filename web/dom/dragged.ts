// dragged is the document's event that a drag has begun to move: a menu that has
// opened under the resting finger goes.
export const dragged = "dragged";
