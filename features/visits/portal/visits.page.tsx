import { hashing } from '../../../engine/keys/hashing.ts';
import { openingsOf } from '../../../engine/log/leaf-opening.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { leafName } from '../../../kernel/canonical/names.ts';
import { words } from '../../../kernel/language/words.ts';
import { hashLeaf } from '../../../kernel/log/tree.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { MARKS } from '../../../portal/marks.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { checkDraw, COMMITS } from '../domain/draw.ts';
import { isTold, publicTours, tourName, tourRow, type TourRow } from '../server/read-visits.ts';

export const WORDS = words('visits/portal/visits.WORDS', {
  'zh-CN': {
    title: '随机督查的抽取',
    lead: '上级单位督查下级单位是否尽责，去哪些单位由抽签决定，谁也不能挑。只看单位的职责，不看人。查到什么不写在这里。',
    none: '还没有公告过随机督查。',
    office: '督查单位',
    announced: '公告',
    leaf: '公告在日志里的叶子',
    count: (count: number, all: number) => `从${all}个单位里抽${count}个`,
    by: '督查到',
    drum: '抽签箱里的单位',
    commitment: '随机数的指纹',
    undrawn: '还没有抽取',
    drawnOn: '抽取',
    checkpoint: '用哪一版日志',
    size: (size: number) => `有${size}片叶子的那一版，它的根`,
    untold: '已经抽取。抽中的单位和随机数在督查全部做完以后公开，最晚在督查的日期过了以后；去之前不打招呼。',
    seed: '随机数',
    drawn: '抽中的单位',
    holds: '重算过：指纹和抽中的单位都对得上。',
    fails: '重算对不上：这次抽取不算数，请督查单位说明。',
    proof: '公告和抽取的叶子，打开可以核对（JSON）',
    how: '怎样自己重算',
    steps: [
      '随机数是32个字节，写成64个十六进制字符。指纹是 sha256，先算下面这一行字和一个换行，再接随机数的32个字节：',
      '日志的根也是32个字节，是第一版包含这次公告的日志的根：公告的时候谁也不知道它，用哪一版谁也不能选。',
      '对箱里每个单位，算 sha256(随机数 ‖ 根 ‖ 单位的代号)。结果从小到大排，排在前面的就是抽中的。单位的代号写在括号里。',
    ],
  },
  en: {
    title: 'Draws of supervision visits',
    lead: 'Offices above look at how offices below keep their duties. Which offices they go to is drawn, so that nobody can pick them. Visits are about the duties of offices, never about people. What was found does not stand here.',
    none: 'No draw was announced yet.',
    office: 'Office that visits',
    announced: 'Announced',
    leaf: 'the leaf of the announcement in the log',
    count: (count: number, all: number) => `${count} of ${all} offices are drawn`,
    by: 'Visits by',
    drum: 'Offices in the drum',
    commitment: 'Fingerprint of the random number',
    undrawn: 'Not drawn yet',
    drawnOn: 'Drawn',
    checkpoint: 'With which checkpoint',
    size: (size: number) => `the one of ${size} leaves, with the root`,
    untold:
      'The offices are drawn. They and the random number become public once all visits are made, at the latest when their day is over: no office is told beforehand.',
    seed: 'Random number',
    drawn: 'Offices drawn',
    holds: 'Recomputed: fingerprint and offices agree.',
    fails: 'Recomputed, and it does not agree: this draw does not count, and the office that visits has to explain it.',
    proof: 'the leaves of announcement and draw, opened for checking (JSON)',
    how: 'How to recompute it yourself',
    steps: [
      'The random number has 32 bytes, written as 64 hexadecimal characters. Its fingerprint is the sha256 of this line with a line end, followed by the 32 bytes:',
      'The root of the log has 32 bytes, too. It is the root of the first checkpoint that holds the announcement: nobody knew it when the draw was announced, and nobody can choose which it is.',
      'For each office in the drum compute sha256(random number ‖ root ‖ code of the office). The smallest come first; the first ones are drawn. The code stands in brackets.',
    ],
  },
});

interface OneProps {
  readonly row: TourRow;
  readonly it: Jurisdiction;
  readonly today: PlainDate;
  readonly lang: Lang;
}

const Offices = ({ offices, it, lang }: { readonly offices: readonly string[]; readonly it: Jurisdiction; readonly lang: Lang }) => (
  <>
    {offices.map((office, i) => (
      <>
        {i > 0 && MARKS[lang].list}
        {officeName(it, office, lang)} (<code>{office}</code>)
      </>
    ))}
  </>
);

/** What was drawn, once everybody may know it, with whether it agrees. */
const Told = ({ row, it, lang }: Omit<OneProps, 'today'>) => {
  const said = WORDS[lang];
  const { seed, root, drawn } = row;
  if (seed === null || root === null || drawn === null) return null;
  const fault = checkDraw(hashing, { seed, root, drawn, offices: row.drum, count: row.count, commitment: row.commitment });
  return (
    <>
      <dt>{said.seed}</dt>
      <dd>
        <code class="long">{seed}</code>
      </dd>
      <dt>{said.drawn}</dt>
      <dd>
        <Offices offices={drawn} it={it} lang={lang} />
        <br />
        {fault === undefined ? said.holds : <b>{said.fails}</b>}
      </dd>
    </>
  );
};

const One = ({ row, it, today, lang }: OneProps) => {
  const said = WORDS[lang];
  const told = isTold(row, today);
  return (
    <section>
      <h2>{tourName(row, lang)}</h2>
      <dl>
        <dt>{said.office}</dt>
        <dd>{officeName(it, row.office, lang)}</dd>
        <dt>{said.announced}</dt>
        <dd>
          {dayInWords(row.announced_on, lang, today)} · <a href={href(lang, `/c/${leafName(hashLeaf(hashing, row.leaf))}`)}>{said.leaf}</a>
        </dd>
        <dt>{said.by}</dt>
        <dd>{dayInWords(row.by_day, lang, today)}</dd>
        <dt>{said.drum}</dt>
        <dd>
          {said.count(row.count, row.drum.length)}
          <br />
          <Offices offices={row.drum} it={it} lang={lang} />
        </dd>
        <dt>{said.commitment}</dt>
        <dd>
          <code class="long">{row.commitment}</code>
        </dd>
        <dt>{said.drawnOn}</dt>
        <dd>{row.drawn_on === null ? said.undrawn : dayInWords(row.drawn_on, lang, today)}</dd>
        {row.root !== null && row.size !== null && (
          <>
            <dt>{said.checkpoint}</dt>
            <dd>
              {said.size(row.size)} <code class="long">{row.root}</code>
            </dd>
          </>
        )}
        {told && <Told row={row} it={it} lang={lang} />}
      </dl>
      {row.drawn_on !== null && !told && <p>{said.untold}</p>}
      <p>
        <a href={href(lang, `/visits/${row.tour}/leaves.json`)}>{said.proof}</a>
      </p>
    </section>
  );
};

const showVisits = async ({ service, lang }: PageRequest): Promise<PageReply> => {
  const said = WORDS[lang];
  const it = await service.jurisdiction();
  const today = dateIn(service.clock(), it.zone);
  const found = await service.read((tx) => publicTours(tx));
  const [fingerprint, root, order] = said.steps;
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      {found.length === 0 && <p>{said.none}</p>}
      {found.map((row) => (
        <One row={row} it={it} today={today} lang={lang} />
      ))}
      <h2>{said.how}</h2>
      <ol>
        <li>
          {fingerprint} <code>{COMMITS.trim()}</code>
        </li>
        <li>{root}</li>
        <li>{order}</li>
      </ol>
    </>,
  );
};

/** The leaves of announcement and draw, opened: what they commit to, for whoever wants to check the page against the log. */
const sendLeaves = async ({ service, lang, params }: PageRequest): Promise<PageReply> => {
  const number = parseEntityNumber(params['number'] ?? '') ?? '';
  const it = await service.jurisdiction();
  const row = await service.read((tx) => tourRow(tx, number));
  const told = row !== undefined && isTold(row, dateIn(service.clock(), it.zone));
  const open = told ? ['draw_announced', 'offices_drawn'] : ['draw_announced'];
  const leaves = row && (await openingsOf(service, number, ({ type }) => open.includes(type)));
  return leaves === undefined
    ? { ...errorPage(lang, refuse('not_found')), other: '/visits' }
    : { kind: 'file', name: `huiyin-visit-${number}.json`, type: 'application/json', body: Buffer.from(JSON.stringify(leaves, null, 1)) };
};

/** The public list of draws: what was committed to, and what came of it. */
export const pages: readonly Page[] = [
  { path: '/visits', method: 'GET', face: 'open', handle: showVisits },
  { path: '/visits/:number/leaves.json', method: 'GET', face: 'open', asksMuch: true, handle: sendLeaves },
];
