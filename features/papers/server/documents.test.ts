import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Block } from '../domain/paper.ts';
import { entriesOf } from '../../../test/support/zip.ts';
import { renderDocx } from './render-docx.ts';
import { PaperNotMade, renderPdf } from './render-pdf.ts';
import type { SheetDocument } from './sheet.ts';

const HOSTILE: readonly string[] = [
  '#import "/etc/passwd": *\n#read("paper.typ") #eval("1+1") $x^2$ *b* _i_ = 标题 <label> @ref',
  '<script>alert(1)</script> &amp; ]]> <w:p/>',
  '{{ constructor }} \\u{202e} %s %n ${process.env}',
  '\u202eעברית العربية',
  '😀👩‍👩‍👧‍👦 ☢ 𠮷野家 㐀 〇',
  '“引号”—— ……《书名》',
  '\u0001\u0007\ufffe',
  `${'长'.repeat(10_000)}${'a'.repeat(10_000)}`,
];

const documentOf = (blocks: readonly Block[], lang: SheetDocument['lang'] = 'zh-CN'): SheetDocument => ({
  title: '书面答复 县住建局答〔2026〕12号',
  lang,
  words: { page: '第 # 页，共 % 页', lost: '缺字' },
  madeAt: 1_790_524_800,
  papers: [
    {
      issuer: '县住建局',
      number: '县住建局答〔2026〕12号',
      title: '书面答复',
      addressee: '致回执 ABCD1234 的持有人：',
      blocks,
      signature: '2026年9月28日',
      foot: ['本件不写姓名。'],
      qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h1v1h-1z"/></svg>',
      qrText: '核对',
      dense: false,
    },
  ],
});

const usual: readonly Block[] = [
  { kind: 'text', text: '答复如下。' },
  { kind: 'note', text: '注意。' },
  { kind: 'heading', text: '事实' },
  { kind: 'facts', rows: [['事实', '漏点在六楼。']] },
  { kind: 'list', items: ['甲', '乙'] },
  { kind: 'table', widths: [2, 1], head: ['谁', '哪天'], rows: [['甲', '乙']] },
];
const hostile: readonly Block[] = HOSTILE.flatMap((text): readonly Block[] => [
  { kind: 'text', text },
  { kind: 'facts', rows: [[text.slice(0, 50), text]] },
  { kind: 'list', items: [text.slice(0, 500)] },
  { kind: 'table', widths: [2, 1], head: ['甲', '乙'], rows: [[text.slice(0, 500), '']] },
]);

/** The dictionaries and streams of a PDF, as far as a test needs them. */
const unpacked = (pdf: Buffer): string => {
  const raw = pdf.toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n/g)].flatMap((it) => {
    try {
      const from = it.index + it[0].length;
      return [inflateSync(pdf.subarray(from, raw.indexOf('endstream', from))).toString('latin1')];
    } catch {
      return []; // not compressed, or a picture
    }
  });
  return [raw, ...streams].join('\n');
};

const fontsOf = (pdf: Buffer): readonly string[] => [
  ...new Set([...unpacked(pdf).matchAll(/\/BaseFont ?\/[A-Z]{6}\+([\w-]+)/g)].map((it) => it[1] ?? '')),
];

describe('a paper as PDF', { timeout: 30_000 }, () => {
  it('says that it is PDF/UA-1, in which language, under which title, and is tagged', async () => {
    const [zh, en] = await Promise.all([renderPdf(documentOf(usual)), renderPdf(documentOf(usual, 'en'))]);
    const text = unpacked(zh);
    expect(zh.subarray(0, 5).toString()).toBe('%PDF-');
    expect(text).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>|pdfuaid:part="1"/);
    expect(text).toMatch(/\/Lang ?\(zh/);
    expect(unpacked(en)).toMatch(/\/Lang ?\(en/);
    expect(text).toMatch(/\/StructTreeRoot/);
    expect(text).toMatch(/\/DisplayDocTitle true/);
    expect(text).toMatch(/\/Title ?[(<]/);
  });

  it('is drawn in the one typeface that comes with the program', async () => {
    const fonts = fontsOf(await renderPdf(documentOf([...usual, ...hostile])));
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.filter((name) => !name.startsWith('NotoSerifSC-'))).toEqual([]);
  });

  it('is the same bytes each time it is made', async () => {
    const [first, second] = await Promise.all([renderPdf(documentOf(usual)), renderPdf(documentOf(usual))]);
    expect(first.equals(second)).toBe(true);
  });

  it.each(HOSTILE.map((text) => [text.slice(0, 30), text] as const))('takes any words as words: %j', async (_name, text) => {
    const pdf = await renderPdf(
      documentOf([
        { kind: 'text', text },
        { kind: 'facts', rows: [[text.slice(0, 60), text]] },
      ]),
    );
    expect(pdf.length).toBeGreaterThan(1000);
  });

  it('that takes too long is given up, and says so', async () => {
    await expect(renderPdf(documentOf(usual), 1)).rejects.toThrow(PaperNotMade);
  });

  it('that many ask for at once is refused to those beyond the queue, and made for the others', async () => {
    const made = await Promise.allSettled(Array.from({ length: 24 }, () => renderPdf(documentOf(usual), 1)));
    const reasons = made.map((it) => (it.status === 'rejected' && it.reason instanceof PaperNotMade ? it.reason.message : ''));
    expect(reasons.filter((it) => it.includes('too many'))).toHaveLength(2);
    expect((await renderPdf(documentOf(usual))).length).toBeGreaterThan(1000);
  });
});

describe('a paper as DOCX', () => {
  it('holds every word as text, in well-formed parts, whatever it is', async () => {
    const entries = entriesOf(await renderDocx(documentOf([...usual, ...hostile])));
    const body = entries.get('word/document.xml') ?? '';
    expect(body).toContain('漏点在六楼。');
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(body).not.toContain('<script');
    expect(body).toContain('#import');
    // eslint-disable-next-line no-control-regex -- XML can hold none of these
    expect(body).not.toMatch(/[\u0000-\u0008\ufffe]/);
    expect(body).toContain('[U+0001]');
    expect(body).toContain('w:eastAsia="Noto Serif SC"');
  });

  it('is the same bytes each time it is made, and tells the day of the paper', async () => {
    const [first, second] = [await renderDocx(documentOf(usual)), await renderDocx(documentOf(usual))];
    expect(first.equals(second)).toBe(true);
    expect(entriesOf(first).get('docProps/core.xml')).toContain('2026-09-27T16:00:00.000Z');
  });
});
