import type Sharp from 'sharp';

const load = async (): Promise<typeof Sharp> => {
  // Above this many bytes libvips would put a picture into a temporary file, in clear (G9). It reads this before the first picture.
  process.env['VIPS_DISC_THRESHOLD'] = '1t';
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  // Only what is taken is decoded, whatever the library was built with.
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] });
  return sharp;
};

let loading: Promise<typeof Sharp> | undefined;
/** The library of pictures as it may be used here: loaded with the first picture, and at once bounded. */
export const loadSharp = (): Promise<typeof Sharp> => (loading ??= load());
