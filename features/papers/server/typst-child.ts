import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { drawable, openGlyphs } from './font-glyphs.ts';
import type { Sheet, SheetDocument } from './sheet.ts';

// A process of its own that reads one document from its input and writes one PDF to its output. It keeps nothing, and no word of it
// reaches a disk (G9).

const FONTS = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json'));
const fonts = ['400Regular/NotoSerifSC_400Regular.ttf', '700Bold/NotoSerifSC_700Bold.ttf'].map((name) => readFileSync(join(FONTS, name)));
const can = openGlyphs(fonts);

/** Every string of a value as the fonts can draw it. */
const prepared = <T>(value: T, onLost: () => void): T => {
  if (typeof value === 'string') {
    const { text, lost } = drawable(value, can);
    if (lost) onLost();
    return text as T & string; // a string for a string
  }
  if (Array.isArray(value)) return value.map((it: unknown) => prepared(it, onLost)) as T & unknown[]; // item by item
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, it]: [string, unknown]) => [key, prepared(it, onLost)])) as T & object; // key by key
};

const preparedSheet = (sheet: Sheet, note: string): Sheet => {
  let lost = false;
  const onLost = (): void => {
    lost = true;
  };
  const drawn = prepared({ ...sheet, qr: '', foot: [] }, onLost);
  // An address is copied from the foot: nothing may stand in it that nobody sees.
  const foot = sheet.foot.map((line) => {
    const shown = drawable(line, can, false);
    if (shown.lost) onLost();
    return shown.text;
  });
  return { ...drawn, qr: sheet.qr, foot: lost ? [...foot, note] : foot };
};

const main = async (): Promise<void> => {
  const sent = JSON.parse((await buffer(process.stdin)).toString('utf8')) as SheetDocument; // written by `renderPdf` alone
  const ready: SheetDocument = {
    ...sent,
    title: prepared(sent.title, () => undefined),
    papers: sent.papers.map((sheet) => preparedSheet(sheet, sent.words.lost)),
  };
  const compiler = NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontBlobs: fonts }] });
  const compiled = compiler.compile({
    mainFilePath: join(import.meta.dirname, 'paper.typ'),
    inputs: { document: JSON.stringify(ready) },
  });
  if (!compiled.result) throw new Error('the paper does not compile');
  const pdf = compiler.pdf(compiled.result, { pdfStandard: 'ua-1', creationTimestamp: sent.madeAt });
  await new Promise<void>((done) => process.stdout.write(pdf, () => done()));
};

main().then(
  () => process.exit(0),
  // Diagnostics may quote what was sent: only that it failed is said.
  () => process.exit(1),
);
