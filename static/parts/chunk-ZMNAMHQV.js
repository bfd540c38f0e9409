var d="dragged";export{d as a};
