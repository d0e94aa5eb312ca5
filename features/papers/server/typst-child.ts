import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Block } from '../domain/paper.ts';
import { drawnWithout, LEFT_OUT } from './leave-out.ts';
import type { Sheet, SheetDocument } from './sheet.ts';
import { toRuns, type Words } from './to-runs.ts';
import { FAMILIES, openTypefaces } from './typefaces.ts';

// A process of its own that reads one document from its input and writes one PDF to its output. It keeps nothing, and no word of it
// reaches a disk (G9).

const faces = openTypefaces();

type Say = (text: string) => Words;

/** A block as `paper.typ` draws it: every text as runs. */
const drawnBlock = (it: Block, say: Say): object => {
  switch (it.kind) {
    case 'text':
      return { kind: it.kind, parts: it.text.split('\n\n').map(say) };
    case 'note':
    case 'heading':
      return { kind: it.kind, text: say(it.text) };
    case 'list':
      return { kind: it.kind, items: it.items.map(say) };
    case 'facts':
      return { kind: it.kind, rows: it.rows.map((row) => row.map(say)) };
    case 'table':
      return { kind: it.kind, widths: it.widths, head: it.head.map(say), cells: it.rows.flat().map(say) };
  }
};

const drawnSheet = (sheet: Sheet, { words, lang }: SheetDocument): object => {
  let lost = false;
  const say: Say = (text) => {
    const said = toRuns(text, faces, lang === 'en');
    lost ||= said.lost;
    return { rtl: said.rtl, lines: said.lines };
  };
  const drawn = {
    issuer: say(sheet.issuer),
    number: say(sheet.number),
    title: say(sheet.title),
    addressee: say(sheet.addressee),
    blocks: sheet.blocks.map((it) => drawnBlock(it, say)),
    signature: say(sheet.signature),
    seal: say(sheet.seal),
    qr: sheet.qr,
    qrText: sheet.qrText,
    dense: sheet.dense,
  };
  const foot = sheet.foot.map(say);
  return { ...drawn, foot: lost ? [...foot, say(words.lost)] : foot };
};

const plain = (text: string): string =>
  toRuns(text, faces, false)
    .lines.map((runs) => runs.filter((run) => typeof run === 'string').join(''))
    .join(' ');

// Opened for the whole document, which is drawn first; a part of it needs no other typeface.
let opened: NodeCompiler | undefined;

const draw = (document: SheetDocument): Buffer | undefined => {
  const { lang, locale, words, madeAt } = document;
  const [tongue, region] = locale.toLowerCase().split('-');
  const ready = {
    title: plain(document.title),
    lang,
    tongue,
    region: region ?? null,
    fonts: FAMILIES,
    page: words.page,
    cards: document.cards === true,
    papers: document.papers.map((sheet) => drawnSheet(sheet, document)),
    wide: document.wide,
  };
  opened ??= NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontBlobs: [...faces.opened()] }] });
  const compiler = opened;
  const compiled = compiler.compile({
    mainFilePath: join(import.meta.dirname, 'paper.typ'),
    inputs: { document: JSON.stringify(ready) },
  });
  if (!compiled.result) return undefined;
  try {
    return compiler.pdf(compiled.result, { pdfStandard: 'ua-1', creationTimestamp: madeAt });
  } catch {
    return undefined;
  }
};

const main = async (): Promise<number> => {
  const sent = JSON.parse((await buffer(process.stdin)).toString('utf8')) as SheetDocument; // written by `renderPdf` alone
  let isWhole = true;
  const pdf = drawnWithout(sent, (document) => {
    const drawn = draw(document);
    isWhole &&= drawn !== undefined;
    return drawn;
  });
  if (!pdf) throw new Error('the paper does not compile');
  await new Promise<void>((done) => process.stdout.write(pdf, () => done()));
  return isWhole ? 0 : LEFT_OUT;
};

main().then(
  (code) => process.exit(code),
  // Diagnostics may quote what was sent: only that it failed is said.
  () => process.exit(1),
);
