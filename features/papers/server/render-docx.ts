import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type IParagraphOptions,
} from 'docx';
import type { Block } from '../domain/paper.ts';
import type { Sheet, SheetDocument } from './sheet.ts';
import { isRightToLeft, RIGHT_TO_LEFT, shownLines } from './to-runs.ts';

/** A4 less its margins, in twentieths of a point. */
const WIDTH = 11_906 - 2 * 1361;
const JADE = '0B6B57';
const GREY = '515C58';
/** Word takes the Latin font for quotation marks in Chinese unless it is told the East Asian one. */
const FONT = { ascii: 'Noto Serif', hAnsi: 'Noto Serif', eastAsia: 'Noto Serif SC', cs: 'Noto Naskh Arabic', hint: 'eastAsia' };
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const THIN = { style: BorderStyle.SINGLE, size: 4, color: 'C9D1CD' } as const;
const THICK = { style: BorderStyle.SINGLE, size: 8, color: JADE } as const;

interface Look {
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
}

/** Signs that show nothing are left out; control characters that XML cannot hold are written as their number: the file would not open. */
const safe = (text: string): string =>
  shownLines(text)
    .join('\n')
    .replaceAll(
      /(?![\n\t])[\p{Cc}\p{Cs}\ufffe\uffff]/gu,
      (sign) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    );

const RTL_WORDS = new RegExp(`((?:${RIGHT_TO_LEFT.source})[^\\p{L}]*)+`, 'gu');

/** A line in stretches of one direction; Word shapes letters from right to left only where the stretch says so. */
const stretches = (line: string): readonly (readonly [text: string, rightToLeft: boolean])[] => {
  const out: (readonly [string, boolean])[] = [];
  let at = 0;
  for (const { 0: words, index } of line.matchAll(RTL_WORDS)) {
    if (index > at) out.push([line.slice(at, index), false]);
    out.push([words, true]);
    at = index + words.length;
  }
  if (at < line.length || out.length === 0) out.push([line.slice(at), false]);
  return out;
};

const runs = (text: string, look: Look = {}): TextRun[] =>
  safe(text)
    .split('\n')
    .flatMap((line, i) =>
      stretches(line).map(
        ([stretch, rightToLeft], j) =>
          new TextRun({
            text: stretch,
            font: FONT,
            size: look.size ?? 21,
            ...look,
            ...(rightToLeft ? { rightToLeft, sizeComplexScript: look.size ?? 21 } : {}),
            ...(i > 0 && j === 0 ? { break: 1 } : {}),
          }),
      ),
    );

const paragraph = (text: string, look: Look = {}, options: Omit<IParagraphOptions, 'children'> = {}): Paragraph =>
  new Paragraph({ spacing: { after: 140, line: 340 }, bidirectional: isRightToLeft(text), ...options, children: runs(text, look) });

const table = (it: Extract<Block, { readonly kind: 'table' }>): Table => {
  const parts = it.widths.reduce((sum, width) => sum + width, 0);
  const widths = it.widths.map((width) => Math.floor((WIDTH * width) / parts));
  const row = (cells: readonly string[], isHead: boolean): TableRow =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map(
        (cell, i) =>
          new TableCell({
            width: { size: widths[i] ?? 0, type: WidthType.DXA },
            margins: { top: 70, bottom: 70, left: 80, right: 80 },
            borders: { top: NONE, left: NONE, right: NONE, bottom: isHead ? THICK : THIN },
            children: [paragraph(cell, { size: 19, ...(isHead ? { bold: true } : {}) }, { spacing: { after: 0, line: 290 } })],
          }),
      ),
    });
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    rows: [row(it.head, true), ...it.rows.map((cells) => row(cells, false))],
  });
};

const blockOf = (it: Block): readonly (Paragraph | Table)[] => {
  switch (it.kind) {
    case 'text':
      return it.text.split('\n\n').map((part) => paragraph(part));
    case 'heading':
      return [
        paragraph(
          it.text,
          { size: 24, bold: true },
          { heading: HeadingLevel.HEADING_2, spacing: { before: 280, after: 120 }, keepNext: true },
        ),
      ];
    case 'facts':
      return it.rows.flatMap(([label, text]) => [
        paragraph(label, { size: 18, color: GREY }, { keepNext: true, spacing: { before: 120, after: 20 } }),
        paragraph(text),
      ]);
    case 'list':
      return it.items.map((item) =>
        paragraph(`– ${item}`, {}, { indent: { left: 280, hanging: 280 }, spacing: { after: 100, line: 340 } }),
      );
    case 'table':
      return [table(it), paragraph('', {}, { spacing: { after: 60 } })];
    case 'note':
      return [
        paragraph(
          it.text,
          {},
          {
            border: { left: { style: BorderStyle.SINGLE, size: 16, space: 8, color: JADE } },
            shading: { type: ShadingType.CLEAR, fill: 'F4F7F5' },
          },
        ),
      ];
  }
};

const sheetOf = (sheet: Sheet, isFirst: boolean): readonly (Paragraph | Table)[] => [
  paragraph(
    sheet.number === '' ? sheet.issuer : `${sheet.issuer}　　${sheet.number}`,
    { bold: true, color: JADE },
    {
      border: { bottom: { style: BorderStyle.SINGLE, size: 8, space: 4, color: JADE } },
      spacing: { after: 280 },
      pageBreakBefore: !isFirst,
    },
  ),
  paragraph(sheet.title, { size: 38, bold: true }, { heading: HeadingLevel.HEADING_1, spacing: { after: 240 } }),
  ...(sheet.addressee === '' ? [] : [paragraph(sheet.addressee, { bold: true })]),
  ...sheet.blocks.flatMap(blockOf),
  ...(sheet.signature === ''
    ? []
    : [
        paragraph(
          sheet.seal,
          { size: 17, color: GREY },
          { alignment: AlignmentType.RIGHT, spacing: { before: 480, after: 0 }, keepNext: true },
        ),
        paragraph(
          `${sheet.issuer}\n${sheet.signature}`,
          {},
          { alignment: AlignmentType.RIGHT, spacing: { before: 120, line: 360 }, keepNext: true, keepLines: true },
        ),
      ]),
  ...sheet.foot.map((line, i) =>
    paragraph(
      line,
      { size: 17, color: GREY },
      {
        keepNext: i + 1 < sheet.foot.length,
        spacing: { before: i === 0 ? 300 : 0, after: 60 },
        ...(i === 0 ? { border: { top: { style: BorderStyle.SINGLE, size: 4, space: 6, color: 'C9D1CD' } } } : {}),
      },
    ),
  ),
];

const pageFooter = (words: string): Footer => {
  const look = { font: FONT, size: 17, color: GREY };
  const children = words
    .split(/([#%])/)
    .map((part) =>
      part === '#'
        ? new TextRun({ ...look, children: [PageNumber.CURRENT] })
        : part === '%'
          ? new TextRun({ ...look, children: [PageNumber.TOTAL_PAGES] })
          : new TextRun({ ...look, text: part }),
    );
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children })] });
};

const escaped = (text: string): string => safe(text).replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

/** The properties of the file with the day of the paper; the library would write the moment of the download. */
const properties = ({ title, papers, madeAt }: SheetDocument): string => {
  const day = new Date(madeAt * 1000).toISOString();
  const at = (name: string): string => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${day}</dcterms:${name}>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(papers[0]?.issuer ?? '')}</dc:creator>${at('created')}${at('modified')}</cp:coreProperties>`;
};

/** Puts one time on every entry of a ZIP file (APPNOTE 4.4.6), so that the same paper is the same bytes. */
const withoutTimes = (zip: Buffer): Buffer => {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    for (const field of [at + 12, zip.readUInt32LE(at + 42) + 10]) zip.writeUInt32LE(0x00210000, field); // 1 January 1980
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
};

/** A document as DOCX, for an office that has to stamp or send it on. Words are text in it, never markup. */
export const renderDocx = async (document: SheetDocument): Promise<Buffer> => withoutTimes(await pack(document));

const pack = (document: SheetDocument): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      title: safe(document.title),
      creator: safe(document.papers[0]?.issuer ?? ''),
      styles: { default: { document: { run: { font: FONT, size: 21, language: { value: 'en-GB', eastAsia: 'zh-CN' } } } } },
      sections: [
        {
          properties: { page: { size: { width: 11_906, height: 16_838 }, margin: { top: 1247, bottom: 1361, left: 1361, right: 1361 } } },
          footers: { default: pageFooter(document.words.page) },
          children: document.papers.flatMap((sheet, i) => sheetOf(sheet, i === 0)),
        },
      ],
    }),
    undefined,
    [{ path: 'docProps/core.xml', data: properties(document) }],
  );
