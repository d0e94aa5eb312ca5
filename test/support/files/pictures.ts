import { randomBytes } from 'node:crypto';
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import sharp from 'sharp';

const u32 = (n: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(n);
  return bytes;
};

/** One chunk of a PNG (ISO 15948, 5.3). */
export const pngChunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
};

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** A grey PNG of chunks of one's own between head and end. */
export const pngOf = (width: number, height: number, chunks: readonly Buffer[]): Buffer =>
  Buffer.concat([
    SIGNATURE,
    pngChunk('IHDR', Buffer.concat([u32(width), u32(height), Buffer.from([8, 0, 0, 0, 0])])),
    ...chunks,
    pngChunk('IEND', Buffer.alloc(0)),
  ]);

/** Pixels as rows of a picture, each behind its filter byte. */
export const rowsOf = (pixels: Buffer, width: number): Buffer =>
  Buffer.concat(
    Array.from({ length: pixels.length / width }, (_, row) =>
      Buffer.concat([Buffer.of(0), pixels.subarray(row * width, (row + 1) * width)]),
    ),
  );

/** A grey PNG of any size, all of one colour and so packed very small; with fewer rows than it says, where asked. */
export const greyPng = (width: number, height: number, rows = height): Buffer =>
  pngOf(width, height, [pngChunk('IDAT', deflateSync(Buffer.alloc(rows * (width + 1)), { level: 1 }))]);

/** A photo of noise in four corners of its own, with everything a telephone writes beside it. */
export const phonePhoto = async (mark: string, width = 640, height = 480): Promise<Buffer> => {
  const pixels = sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } }).blur(3);
  const exif = {
    IFD0: { Make: mark, Model: mark, Copyright: mark },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 12/1 34/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 5/1 6/1', GPSMapDatum: mark },
  };
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${mark}</rdf:RDF></x:xmpmeta>`;
  const jpeg = await pixels.jpeg({ quality: 90 }).withExif(exif).withXmp(xmp).withMetadata({ orientation: 6 }).toBuffer();
  // IPTC (APP13) and a comment, right behind the start.
  const segment = (marker: number, text: string): Buffer => {
    const body = Buffer.from(text, 'latin1');
    return Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body]);
  };
  return Buffer.concat([jpeg.subarray(0, 2), segment(0xed, `Photoshop 3.0\0${mark}`), segment(0xfe, mark), jpeg.subarray(2)]);
};

/** A paper of one empty page, with words in it. */
export const paper = (words: string): Buffer =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>endobj\n4 0 obj(${words})endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  );

/** An archive of one file (APPNOTE 4.3), which says nothing true about its checksum. */
export const zipOf = (name: string, content: Uint8Array): Buffer => {
  const packed = deflateRawSync(content);
  const [local, central, end] = [Buffer.alloc(30), Buffer.alloc(46), Buffer.alloc(22)];
  local.writeUInt32LE(0x04034b50);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(content.length, 22);
  local.writeUInt16LE(name.length, 26);
  central.writeUInt32LE(0x02014b50);
  central.writeUInt16LE(name.length, 28);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end]);
};
