import { readdirSync, readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Block } from '../domain/paper.ts';
import { entriesOf } from '../../../test/support/files/zip.ts';
import { renderDocx } from './render-docx.ts';
import { drawnWithout, leavingOut } from './leave-out.ts';
import { PaperNotMade, renderPdf, type MadePdf } from './render-pdf.ts';
import type { SheetDocument } from './sheet.ts';
import { toRuns } from './to-runs.ts';
import { openTypefaces } from './typefaces.ts';

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
  locale: lang === 'en' ? 'en-GB' : lang,
  words: { page: '第 # 页，共 % 页', lost: '缺字', leftOut: '〔略〕', leftOutNote: '有略' },
  madeAt: 1_790_524_800,
  wide: false,
  papers: [
    {
      issuer: '县住建局',
      number: '县住建局答〔2026〕12号',
      title: '书面答复',
      addressee: '致回执 ABCD1234 的持有人：',
      blocks,
      signature: '2026年9月28日',
      seal: '（盖章）',
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

describe('a paper as PDF', () => {
  it('says that it is PDF/UA-1, in which language, under which title, and is tagged', async () => {
    const [{ pdf: zh }, { pdf: en }] = await Promise.all([
      renderPdf(documentOf(usual), 'filer'),
      renderPdf(documentOf(usual, 'en'), 'filer'),
    ]);
    const text = unpacked(zh);
    expect(zh.subarray(0, 5).toString()).toBe('%PDF-');
    expect(text).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>|pdfuaid:part="1"/);
    expect(text).toMatch(/\/Lang ?\(zh/);
    expect(unpacked(en)).toMatch(/\/Lang ?\(en/);
    expect(text).toMatch(/\/StructTreeRoot/);
    expect(text).toMatch(/\/DisplayDocTitle true/);
    expect(text).toMatch(/\/Title ?[(<]/);
  });

  it('is drawn in the typefaces that come with the program', async () => {
    const fonts = fontsOf((await renderPdf(documentOf([...usual, ...hostile]), 'filer')).pdf);
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.filter((name) => !/^(NotoSerifSC|NotoNaskhArabic)-/.test(name))).toEqual([]);
  });

  it('is the same bytes each time it is made', async () => {
    const [first, second] = await Promise.all([renderPdf(documentOf(usual), 'filer'), renderPdf(documentOf(usual), 'filer')]);
    expect(first.pdf.equals(second.pdf)).toBe(true);
  });

  it.each(HOSTILE.map((text) => [text.slice(0, 30), text] as const))('takes any words as words: %j', async (_name, text) => {
    const { pdf, whole } = await renderPdf(
      documentOf([
        { kind: 'text', text },
        { kind: 'facts', rows: [[text.slice(0, 60), text]] },
      ]),
      'filer',
    );
    expect(whole).toBe(true);
    expect(pdf.length).toBeGreaterThan(1000);
  });

  it('that takes too long is given up, and says so', async () => {
    await expect(renderPdf(documentOf(usual), 'filer', 1)).rejects.toThrow(PaperNotMade);
  });

  it('that many ask for at once is refused to those beyond the queue, and made for the others', async () => {
    const made = await Promise.allSettled(Array.from({ length: 24 }, () => renderPdf(documentOf(usual), 'filer', 1)));
    const reasons = made.map((it) => (it.status === 'rejected' && it.reason instanceof PaperNotMade ? it.reason.message : ''));
    expect(reasons.filter((it) => it.includes('too many'))).toHaveLength(2);
    expect((await renderPdf(documentOf(usual), 'filer')).pdf.length).toBeGreaterThan(1000);
  });

  it('is given up when the process that starts its process dies, and the next one is made', async () => {
    const starters = (): readonly number[] =>
      readdirSync('/proc')
        .filter((it) => /^\d+$/.test(it))
        .map(Number)
        .filter((pid) => {
          try {
            const isMine = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]) === process.pid;
            return isMine && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('starter.ts');
          } catch {
            return false; // it has ended meanwhile
          }
        });
    await renderPdf(documentOf(usual), 'filer');
    expect(starters()).toHaveLength(1);
    const [first] = starters();
    const given = expect(renderPdf(documentOf(usual), 'filer')).rejects.toThrow(PaperNotMade);
    // After the paper has been asked for.
    setImmediate(() => process.kill(first ?? 0, 'SIGKILL'));
    await given;
    expect((await renderPdf(documentOf(usual), 'filer')).pdf.length).toBeGreaterThan(1000);
    expect(starters()).not.toEqual([first]);
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

const shownIn = (text: string, lang: SheetDocument['lang'] = 'zh-CN') => toRuns(text, openTypefaces(), lang === 'en');
const wordsOf = (text: string): string =>
  shownIn(text)
    .lines.map((runs) => runs.filter((run) => typeof run === 'string').join(''))
    .join('\n');

/** Every sign of punctuation that people write, some letters of every script, marks, invisible signs and what is no character. */
const PALETTE: readonly string[] = [
  ...Array.from('‘’“”\'"、。，：；？！（）《》—…·-_/\\#*$@<>`=[]{}|&%^+,.;~0a字é 🚧𠮷ﷺاཀꆈ가☎©'),
  '\u0301',
  'a\u0301',
  '\u202e',
  '\u200d',
  '\u200b',
  '\u0f72',
  '\u1820',
  '\u180b',
  '\ufffe',
  '\u0001',
  '\u0085',
  '\n',
  '\n\n',
  '\t',
  '’a',
  'a“”',
  'don’t ',
  'http://a.b/',
  '\u00ad',
  '\u3164',
  '\u0e33',
  '\u0640',
  '\u200f',
  '\u0345',
  '\ue000',
  '\u{10ffff}',
  '👩‍👩‍👧‍👦',
];

describe('the words of a paper', { timeout: 1_800_000 }, () => {
  // All signs of one paper: a paper that leaves nothing out has found none of them too much.
  it.each(['en', 'zh-CN'] as const)(
    'are set whole when any sign stands there 1,000 times, and twenty thousand quotation marks (%s)',
    async (lang) => {
      const { whole } = await renderPdf(
        documentOf(
          [...PALETTE.map((sign): Block => ({ kind: 'text', text: sign.repeat(1000) })), { kind: 'text', text: '’a'.repeat(20_000) }],
          lang,
        ),
        'filer',
        300_000,
      );
      expect(whole).toBe(true);
    },
  );

  it('are set in every script that is official somewhere in the country, and none of it comes as a number', async () => {
    const text = 'ئۇيغۇرچە བོད་ཡིག ᠮᠣᠩᠭᠣᠯ ꆈꌠꉙ 한국어 Vahcuengh';
    expect(shownIn(text).lost).toBe(false);
    const { pdf, whole } = await renderPdf(documentOf([{ kind: 'text', text }]), 'filer');
    expect(whole).toBe(true);
    const families = fontsOf(pdf).map((name) => name.replace(/-.*/, ''));
    expect(new Set(families)).toEqual(
      new Set(['NotoSerifSC', 'NotoNaskhArabic', 'NotoSerifTibetan', 'NotoSansMongolian', 'NotoSansYi', 'NanumMyeongjo']),
    );
  });

  it('have no number for a sign that shows nothing, and are composed', () => {
    expect(wordsOf('\ufeff甲☎\ufe0f lu\u0308\u030c\u2060 \u202e乙\u202c 葛\u{e0100} 丙\u200b丁 한')).toBe('甲☎ lǚ 乙 葛 丙丁 한');
    expect(wordsOf('一\u000b二\u000c三\u0085四\r\n五')).toBe('一\n二\n三\n四\n五');
    // Joiners that shape letters stay.
    expect(wordsOf('ئە\u200cمە')).toBe('ئە\u200cمە');
    expect(wordsOf('a\u200db')).toBe('ab');
    expect(shownIn('🚧')).toMatchObject({ lost: true, lines: [['[U+1F6A7]']] });
  });

  it('hold a long address whole: where it may break stands no sign', () => {
    const address = `https://example.gov.cn/${'abcdefghij'.repeat(20)}`;
    const [runs = []] = shownIn(address).lines;
    expect(runs.filter((run) => run === 0).length).toBeGreaterThan(3);
    expect(runs.filter((run) => run !== 0).join('')).toBe(address);
  });

  it('that cannot be set are left out alone, each place and the foot say so, and the rest is made', () => {
    const document = documentOf([
      ...usual,
      {
        kind: 'facts',
        rows: [
          ['事实', '坏'],
          ['依据', '好'],
        ],
      },
      { kind: 'list', items: ['好', '坏'] },
    ]);
    const isSound = (it: SheetDocument): SheetDocument | undefined => (JSON.stringify(it.papers).includes('坏') ? undefined : it);
    const drawn = drawnWithout(document, isSound);
    expect(drawn?.papers[0]?.blocks.at(-2)).toEqual({
      kind: 'facts',
      rows: [
        ['事实', '〔略〕'],
        ['依据', '好'],
      ],
    });
    expect(drawn?.papers[0]?.blocks.at(-1)).toEqual({ kind: 'list', items: ['好', '〔略〕'] });
    expect(drawn?.papers[0]?.foot).toEqual(['本件不写姓名。', '有略']);
    expect(drawn?.papers[0]?.blocks.slice(0, usual.length)).toEqual(usual);
    // What only fails together goes altogether; what fails by itself is not made.
    expect(drawnWithout(document, (it) => (JSON.stringify(it).length > 2000 ? undefined : it))).toBeDefined();
    expect(drawnWithout(document, () => undefined)).toBeUndefined();
    expect(leavingOut(document, () => false)).toEqual(document);
  });

  it('that take too much of the processor are left out, and the paper is made', async () => {
    // A machine with much else to do takes longer for any paper at all, and as many times longer for the long text: it is given more.
    const draw = (timeMs: number): Promise<MadePdf> =>
      renderPdf(
        documentOf(
          [
            { kind: 'text', text: '短。' },
            { kind: 'text', text: 'don’t '.repeat(80_000) },
          ],
          'en',
        ),
        'filer',
        timeMs,
      ).catch((error: unknown) => {
        if (timeMs > 20_000) throw error;
        return draw(timeMs * 2);
      });
    const { whole, pdf } = await draw(3000);
    expect([whole, pdf.length > 1000]).toEqual([false, true]);
  });
});
