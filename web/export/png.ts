// A picture in pixels, drawn by the browser from the SVG.

const sharp = 2; // pixels a CSS pixel

export async function png(svg: string): Promise<Blob> {
  const image = await loaded(new Blob([svg], { type: "image/svg+xml" }));
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * sharp;
  canvas.height = image.naturalHeight * sharp;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser draws no canvas");
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("make a PNG of the stage: it is too large for this browser"))), "image/png");
  });
}

async function loaded(svg: Blob): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(svg);
  const image = new Image();
  try {
    image.src = address;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(address);
  }
}
