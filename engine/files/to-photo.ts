import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { pictures } from '../turns.ts';
import { loadSharp } from './sharp.ts';

/**
 * A telephone's picture has 12 to 200 million pixels (16384 × 12288 is the largest of today's sensors), as baseline JPEG, of which a fraction
 * is decoded at once. Whatever must be held whole has a lower bound: four bytes a pixel of PNG and WebP, all coefficients of a progressive JPEG.
 */
const PIXELS_MAX = { baseline: 210_000_000, progressive: 16_800_000, other: 51_000_000 } as const;
const TEN_THOUSAND = 10_000;
/** What still runs then hangs: the largest picture above takes a few seconds of one core. */
const DECODE_SECONDS_MAX = 60;
/** Longest side of what is kept: a page of A4 can still be read. */
const SIDE_MAX = 2560;

const encode = async (bytes: Buffer): Promise<Buffer | Refusal> => {
  const sharp = await loadSharp();
  const input = { failOn: 'error', sequentialRead: true, animated: false, pages: 1, limitInputPixels: false } as const;
  try {
    const { width, height, format, isProgressive } = await sharp(bytes, input).metadata();
    const most = PIXELS_MAX[format === 'jpeg' ? (isProgressive ? 'progressive' : 'baseline') : 'other'];
    if (width * height > most)
      return refuse('file_pixels', { max: Math.floor(most / TEN_THOUSAND), has: Math.ceil((width * height) / TEN_THOUSAND) });
    return await sharp(bytes, input)
      .timeout({ seconds: DECODE_SECONDS_MAX })
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

/**
 * A picture decoded and encoded anew as JPEG in sRGB, upright, without a byte of what stood beside its pixels. One is decoded at a time; who
 * comes with many waits for themselves (`visitor` stands for an address). Refused as busy where too many wait.
 */
export const toPhoto = (bytes: Buffer, visitor: string): Promise<Buffer | Refusal> => pictures.run(visitor, () => encode(bytes));

/** What a plan of a floor weighs at most, so that a phone takes it along; and its longest side. */
export const PLAN = { bytes: 300_000, side: 2000 } as const;
/** From the clearest: a drawing of lines stays readable in all of them. */
const TRIES = [
  { side: 2000, quality: 80 },
  { side: 2000, quality: 60 },
  { side: 1600, quality: 60 },
  { side: 1600, quality: 45 },
] as const;

/** A picture as a plan: small enough to be taken along. */
export interface PlanPicture {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

const encodePlan = async (bytes: Buffer): Promise<PlanPicture | Refusal> => {
  const sharp = await loadSharp();
  try {
    for (const { side, quality } of TRIES) {
      const { data, info } = await sharp(bytes, { failOn: 'error' })
        .timeout({ seconds: DECODE_SECONDS_MAX })
        .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
        .jpeg({ quality })
        .toBuffer({ resolveWithObject: true });
      if (data.length <= PLAN.bytes) return { bytes: data, width: info.width, height: info.height };
    }
    return refuse('plan_heavy', { max: PLAN.bytes / 1000 });
  } catch {
    return refuse('file_damaged');
  }
};

/** A photo that was checked and encoded anew, made small as a plan. */
export const toPlan = (bytes: Buffer, visitor: string): Promise<PlanPicture | Refusal> => pictures.run(visitor, () => encodePlan(bytes));

/** Longest side of a photo that a phone takes along beside the new one, in pixels. */
const THUMB_SIDE = 480;

const encodeThumb = async (bytes: Buffer): Promise<Buffer | Refusal> => {
  const sharp = await loadSharp();
  try {
    return await sharp(bytes, { failOn: 'error' })
      .timeout({ seconds: DECODE_SECONDS_MAX })
      .resize({ width: THUMB_SIDE, height: THUMB_SIDE, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 60 })
      .toBuffer();
  } catch {
    return refuse('file_damaged');
  }
};

/** A photo that was checked and encoded anew, made small enough to be taken along by the dozen: some 20 kB. */
export const toThumb = (bytes: Buffer, visitor: string): Promise<Buffer | Refusal> => pictures.run(visitor, () => encodeThumb(bytes));
