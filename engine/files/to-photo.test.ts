import { existsSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../kernel/refusal.ts';
import { toPhoto } from './to-photo.ts';
import { shared, wants } from '../../test/support/wants.ts';

const flat = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#357' }, limitInputPixels: false });
const SHARED = shared('faults/inputs/p8192x6144.jpg');

const sizeOf = async (photo: Awaited<ReturnType<typeof toPhoto>>) => {
  if (isRefusal(photo)) throw new Error(JSON.stringify(photo));
  const { width, height, format } = await sharp(photo).metadata();
  return { width, height, format };
};

describe('pictures as cameras that people own make them', () => {
  it.each([
    [4000, 3000],
    [8160, 6120],
    [8192, 6144],
    [9248, 6936],
    [12_000, 9000],
    [16_384, 12_288],
  ])('%i × %i is taken', async (width, height) => {
    const photo = await toPhoto(await flat(width, height).jpeg({ quality: 40 }).toBuffer(), 'somebody');
    expect(await sizeOf(photo)).toMatchObject({ width: 2560, height: 1920, format: 'jpeg' });
  });

  it.runIf(existsSync(SHARED))('the one of 8192 × 6144 that was refused is taken', wants('shared'), async () => {
    expect(await sizeOf(await toPhoto(readFileSync(SHARED), 'somebody'))).toMatchObject({ width: 2560, format: 'jpeg' });
  });

  it('a progressive one of a telephone is taken; one that must be held whole and is larger is told how large it may be', async () => {
    const progressive = (width: number, height: number) => flat(width, height).jpeg({ quality: 40, progressive: true }).toBuffer();
    expect(await sizeOf(await toPhoto(await progressive(4000, 3000), 'somebody'))).toMatchObject({ width: 2560 });
    expect(await toPhoto(await progressive(7000, 7000), 'somebody')).toMatchObject({
      refused: 'file_pixels',
      data: { max: 1680, has: 4900 },
    });
    const png = await flat(8000, 7000).png({ compressionLevel: 1 }).toBuffer();
    expect(await toPhoto(png, 'somebody')).toMatchObject({ refused: 'file_pixels' });
  });
});
