/// <reference lib="dom" />

/** Longest side of a photo that is kept, in pixels. */
const SIDE = 1600;
const QUALITY = 0.82;

const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await new Response(blob).arrayBuffer());

/** The EXIF orientation of a JPEG, 1 to 8: asked only where the browser does not turn pictures itself (Chrome before 81). */
export const orientationOf = (bytes: Uint8Array): number => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 10 < view.byteLength && view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint8(at + 1) !== 0xe1 || view.getUint32(at + 4) !== 0x45786966) continue;
    const tiff = at + 10;
    const little = view.getUint16(tiff) === 0x4949;
    const ifd = tiff + view.getUint32(tiff + 4, little);
    for (let entry = ifd + 2; entry < ifd + 2 + 12 * view.getUint16(ifd, little) && entry + 12 <= view.byteLength; entry += 12) {
      if (view.getUint16(entry, little) === 0x112) return view.getUint16(entry + 8, little);
    }
  }
  return 1;
};

/** How much a picture is turned clockwise, in quarters. */
const QUARTERS: { readonly [orientation: number]: number } = { 3: 2, 6: 1, 8: 3 };

const load = (url: string): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image();
    image.addEventListener('load', () => resolve(image));
    image.addEventListener('error', () => reject(new Error('not a picture')));
    image.src = url;
  });

const draw = (image: HTMLImageElement, quarters: number): HTMLCanvasElement => {
  const scale = Math.min(1, SIDE / Math.max(image.naturalWidth, image.naturalHeight));
  const [width, height] = [Math.round(image.naturalWidth * scale), Math.round(image.naturalHeight * scale)];
  const canvas = document.createElement('canvas');
  const isSide = quarters % 2 === 1;
  canvas.width = isSide ? height : width;
  canvas.height = isSide ? width : height;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.translate(canvas.width / 2, canvas.height / 2);
  pen.rotate((quarters * Math.PI) / 2);
  pen.drawImage(image, -width / 2, -height / 2, width, height);
  return canvas;
};

/**
 * A photo as it is kept: at most 1600 pixels, upright, encoded anew, so that neither the place nor the time nor the camera is in it. One at a
 * time: the canvas is given back before the next. Throws where it is no picture that this browser can read.
 */
export const toPhoto = async (file: Blob): Promise<Uint8Array> => {
  const turnsItself = typeof CSS !== 'undefined' && CSS.supports('image-orientation', 'from-image');
  const quarters = turnsItself ? 0 : (QUARTERS[orientationOf(await bytesOf(file))] ?? 0);
  const url = URL.createObjectURL(file);
  try {
    const canvas = draw(await load(url), quarters);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
    canvas.width = 0;
    if (!blob) throw new Error('no picture came of it');
    return await bytesOf(blob);
  } finally {
    URL.revokeObjectURL(url);
  }
};
