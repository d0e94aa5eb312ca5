import { refuse, type Refusal } from '../../kernel/refusal.ts';

// Above this many bytes libvips would put a picture into a temporary file, in clear (G9). It reads this before the first picture.
process.env['VIPS_DISC_THRESHOLD'] = '1t';
const { default: sharp } = await import('sharp');
sharp.cache(false);
sharp.concurrency(1);
// Only what is taken is decoded, whatever the library was built with.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] });

/** A phone’s picture has 12 to 50 million; four bytes each are held in memory while one is made smaller. */
const PIXELS_MAX = 50_000_000;
const TEN_THOUSAND = 10_000;
/** Longest side of what is kept: a page of A4 can still be read. */
const SIDE_MAX = 2560;

let last: Promise<unknown> = Promise.resolve();
/** One picture at a time is decoded, so that memory has a bound. */
const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  const mine = last.then(work, work);
  last = mine.catch(() => undefined);
  return mine;
};

const encode = async (bytes: Buffer): Promise<Buffer | Refusal> => {
  const input = { limitInputPixels: PIXELS_MAX, failOn: 'error', sequentialRead: true, animated: false, pages: 1 } as const;
  try {
    const { width, height } = await sharp(bytes, { ...input, limitInputPixels: false }).metadata();
    if (width * height > PIXELS_MAX) return refuse('file_pixels', { max: PIXELS_MAX / TEN_THOUSAND });
    return await sharp(bytes, input)
      .autoOrient()
      .resize({ width: SIDE_MAX, height: SIDE_MAX, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .jpeg({ quality: 82 })
      .toBuffer();
  } catch {
    return refuse('file_damaged'); // the library's sentence may quote what is inside
  }
};

/** A picture decoded and encoded anew as JPEG in sRGB, upright, without a byte of what stood beside its pixels. */
export const toPhoto = (bytes: Buffer): Promise<Buffer | Refusal> => inTurn(() => encode(bytes));
