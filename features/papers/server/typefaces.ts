import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { glyphsOf } from './font-glyphs.ts';

interface Typeface {
  readonly family: string;
  readonly from: string;
  readonly files: readonly string[];
}

/**
 * What papers are drawn in. The first that has a letter draws it, so the order is by how much a typeface is used; after the first come the
 * other scripts that are official somewhere in the country: Uyghur and Kazakh (Arabic), Tibetan, Mongolian, Yi, Korean. Each is opened only
 * when a paper needs it. A release takes the weights 400 and 700 along (`server/release/stage.ts`).
 */
const TYPEFACES: readonly Typeface[] = [
  { family: 'Noto Serif SC', from: 'noto-serif-sc', files: ['400Regular/NotoSerifSC_400Regular.ttf', '700Bold/NotoSerifSC_700Bold.ttf'] },
  {
    family: 'Noto Naskh Arabic',
    from: 'noto-naskh-arabic',
    files: ['400Regular/NotoNaskhArabic_400Regular.ttf', '700Bold/NotoNaskhArabic_700Bold.ttf'],
  },
  {
    family: 'Noto Serif Tibetan',
    from: 'noto-serif-tibetan',
    files: ['400Regular/NotoSerifTibetan_400Regular.ttf', '700Bold/NotoSerifTibetan_700Bold.ttf'],
  },
  { family: 'Noto Sans Mongolian', from: 'noto-sans-mongolian', files: ['400Regular/NotoSansMongolian_400Regular.ttf'] },
  { family: 'Noto Sans Yi', from: 'noto-sans-yi', files: ['400Regular/NotoSansYi_400Regular.ttf'] },
  {
    family: 'NanumMyeongjo',
    from: 'nanum-myeongjo',
    files: ['400Regular/NanumMyeongjo_400Regular.ttf', '700Bold/NanumMyeongjo_700Bold.ttf'],
  },
];

export const FAMILIES: readonly string[] = TYPEFACES.map(({ family }) => family);

export interface Typefaces {
  /** The first typeface that has every one of these characters; undefined where none has. */
  readonly faceOf: (points: readonly number[]) => number | undefined;
  readonly has: (face: number, point: number) => boolean;
  /** The files of those that were asked and had something. */
  readonly opened: () => readonly Buffer[];
}

/** The typefaces that come with the program, opened one after the other as characters are asked for. */
export const openTypefaces = (): Typefaces => {
  const require = createRequire(import.meta.url);
  const open = TYPEFACES.map(({ from, files }) => {
    let read: { readonly fonts: readonly Buffer[]; readonly has: (point: number) => boolean } | undefined;
    return () => {
      if (read) return read;
      const home = dirname(require.resolve(`@expo-google-fonts/${from}/package.json`));
      const fonts = files.map((name) => readFileSync(join(home, name)));
      read = { fonts, has: glyphsOf(fonts) };
      return read;
    };
  });
  const used = new Set([0]);
  return {
    faceOf: (points) => {
      const face = open.findIndex((it) => points.every((point) => it().has(point)));
      if (face === -1) return undefined;
      used.add(face);
      return face;
    },
    has: (face, point) => open[face]?.().has(point) ?? false,
    opened: () => [...used].flatMap((face) => open[face]?.().fonts ?? []),
  };
};
