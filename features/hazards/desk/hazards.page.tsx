import { officeName } from '../../../engine/place/office-name.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { words } from '../../../kernel/language/words.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { SITE_CLASSES } from '../../../kernel/site/classes.ts';
import { ChooseSite, SentByEnter } from '../../../desk/choose-site.tsx';
import { dayInWords } from '../../../portal/dates.ts';
import { MARKS } from '../../../portal/marks.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { CLASS_WORDS } from '../../sites/public-desk.ts';
import { classText } from '../portal/parts.tsx';
import {
  DESK_SEATS,
  deskHazards,
  PAGE,
  referralsWaiting,
  seatsIn,
  type DeskFilter,
  type DeskRow,
  type DeskSeat,
} from '../server/read-desk.ts';
import { deskPath, readDeskAfter, readDeskFilter } from './desk-filter.ts';
import { CHOICES, EVENTS, LINKS, SEATS } from './words.ts';

export const WORDS = words('hazards/desk/hazards.WORDS', {
  'zh-CN': {
    title: '隐患',
    lead: '本单位下令、整改、复查、督办的，和别的单位移送来的。这里只有编号、单位和日期；打开一处才看得到内容，打开会留下记录。',
    none: '没有这样的隐患。',
    noneReferred: '没有移送来的隐患。移送来的在这里等本单位答复；接收的留着，退回的不再列出。',
    waiting: (count: number) => `移送来、等本单位答复的：${count}处`,
    waits: '等答复',
    asked: '查看的是：',
    heads: ['编号', '危险类别', '场所', '本单位', '整改单位', '到哪一步', '期限'],
    seat: '本单位做什么',
    state: '状态',
    open: '没有销号',
    struckOff: '已销号',
    siteClass: '场所类别',
    site: '场所编号',
    since: '从哪天起销号的（回头看）',
    all: '全部',
    show: '查看',
    found: (day: string) => `${day}发现`,
    public: '挂牌中',
    late: '逾期',
    sheet: '下载为表格（CSV）',
    first: '回到第一页',
    next: '下一页',
  },
  en: {
    title: 'Hazards',
    lead: 'Those that this office orders, mends, looks at again or supervises, and those that were referred to it. Numbers, offices and days only: what it is stands on its own page, and opening that is written down.',
    none: 'There is no such hazard.',
    noneReferred:
      'No hazard has been referred here. Those that are wait here for an answer of this office; taken ones stay, returned ones are not listed.',
    waiting: (count: number) => `Referred here and waiting for an answer of this office: ${count}`,
    waits: 'waits for an answer',
    asked: 'Listed: ',
    heads: ['Number', 'Kind of danger', 'Site', 'This office', 'Mends', 'Where it stands', 'Day'],
    seat: 'What this office does',
    state: 'State',
    open: 'not struck off',
    struckOff: 'struck off',
    siteClass: 'Class of site',
    site: 'Number of the site',
    since: 'Struck off since (to look back)',
    all: 'all',
    show: 'Show',
    found: (day: string) => `found on ${day}`,
    public: 'hangs in public',
    late: 'late',
    sheet: 'Download as a sheet (CSV)',
    first: 'First page',
    next: 'Next page',
  },
});

const PATH = '/desk/hazards';

const { orders, mends, accepts, supervises, referredHere } = SEATS;
const SEAT_NAMES = { orders, mends, accepts, supervises, referred: referredHere };

/** What a seat of the office is called. */
const seatText = (seat: DeskSeat, lang: Lang): string => SEAT_NAMES[seat][lang];

/** What the office does in one, and whether an answer of it is waited for. */
export const seatTexts = (row: DeskRow, office: string, lang: Lang): readonly string[] =>
  seatsIn(row, office).map((seat) =>
    seat === 'referred' && row.referred === 'waits'
      ? `${seatText(seat, lang)}${MARKS[lang].inBrackets(WORDS[lang].waits)}`
      : seatText(seat, lang),
  );

const Filter = ({ filter, lang }: { readonly filter: DeskFilter; readonly lang: Lang }) => {
  const said = WORDS[lang];
  const choose = (name: string, label: string, chosen: string | null, options: readonly (readonly [string, string])[]) => (
    <div>
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">{said.all}</option>
        {options.map(([id, text]) => (
          <option value={id} selected={id === chosen}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <form method="get" action={href(lang, PATH)} class="find">
      <SentByEnter />
      {choose(
        'seat',
        said.seat,
        filter.seat,
        (Object.keys(DESK_SEATS) as DeskSeat[]).map((seat) => [seat, seatText(seat, lang)]), // its own keys
      )}
      {choose('state', said.state, filter.state, [
        ['open', said.open],
        ['struck_off', said.struckOff],
      ])}
      {choose(
        'class',
        said.siteClass,
        filter.siteClass,
        SITE_CLASSES.map((kind) => [kind, CLASS_WORDS[kind][lang]]),
      )}
      <div>
        <label for="site">{said.site}</label>
        <span class="row">
          <input id="site" name="site" type="text" maxLength={20} value={filter.site ?? ''} />
          <ChooseSite back={PATH} among="public" lang={lang} />
        </span>
      </div>
      <div>
        <label for="since">{said.since}</label>
        <input id="since" name="since" type="date" value={filter.since ?? ''} />
      </div>
      <button class="btn plain">{said.show}</button>
    </form>
  );
};

/** What was asked for, on paper: there is no form there. */
const Asked = ({ filter, lang }: { readonly filter: DeskFilter; readonly lang: Lang }) => {
  const said = WORDS[lang];
  const { seat, state, siteClass, site, since } = filter;
  const parts = [
    seat && seatText(seat, lang),
    state && (state === 'open' ? said.open : said.struckOff),
    siteClass && classText(siteClass, lang),
    site,
    since && dayInWords(since, lang),
  ].filter((part) => typeof part === 'string');
  return parts.length === 0 ? null : (
    <p class="print">
      {said.asked}
      {parts.join(' · ')}
    </p>
  );
};

interface RowProps {
  readonly row: DeskRow;
  readonly who: StaffMember;
  readonly name: (office: string) => string;
  readonly today: string;
  readonly lang: Lang;
}

const isLate = ({ due_on, mended_on, delisted_on }: DeskRow, today: string): boolean =>
  delisted_on === null && due_on !== null && (mended_on ?? today) > due_on;

const Row = ({ row, who, name, today, lang }: RowProps) => {
  const said = WORDS[lang];
  const [, danger, site, own, mends, stands, by] = said.heads;
  const day = (on: string): string => dayInWords(getPlainDate(on), lang);
  return (
    <tr>
      <td>
        <a href={href(lang, `/desk/hazard/${row.matter}`)}>
          <code>{row.matter}</code>
        </a>{' '}
        <br />
        <span class="small">{said.found(day(row.found_on))}</span>
      </td>
      <td data-head={danger}>
        {CHOICES[row.danger]?.[lang] ?? row.danger}
        {row.grade !== null && MARKS[lang].inBrackets(CHOICES[row.grade]?.[lang] ?? row.grade)}
      </td>
      <td data-head={site}>{row.site_called ?? '–'}</td>
      <td data-head={own}>{seatTexts(row, who.office, lang).join(MARKS[lang].list)}</td>
      <td data-head={mends}>{row.mender === null ? '–' : name(row.mender)}</td>
      <td data-head={stands}>
        {EVENTS[row.stage as keyof typeof EVENTS][lang]}
        {row.published_on !== null && row.unlisted_on === null && (
          <>
            {' '}
            <span class="tag">{said.public}</span>
          </>
        )}
      </td>
      <td data-head={by}>
        {row.due_on === null ? '–' : day(row.due_on)}
        {isLate(row, today) && (
          <>
            {' '}
            <span class="tag late">{said.late}</span>
          </>
        )}
      </td>
    </tr>
  );
};

const showHazards = async ({ service, lang, staff, query }: PageRequest): Promise<PageReply> => {
  const said = WORDS[lang];
  const it = await service.jurisdiction();
  const filter = readDeskFilter(query);
  const found = staff === null ? [] : await deskHazards(service, staff, filter, readDeskAfter(query));
  const waiting = staff === null ? 0 : await referralsWaiting(service, staff);
  const shown = found.slice(0, PAGE);
  const today = dateIn(service.clock(), it.zone);
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      <p class="row">
        <a class="btn" href={href(lang, '/desk/hazards/new')}>
          {LINKS.writeDown[lang]}
        </a>
        <a href={href(lang, '/desk/statements')}>{LINKS.statistics[lang]}</a>
      </p>
      {waiting > 0 && (
        <p>
          <a href={href(lang, `${PATH}?seat=referred`)}>{said.waiting(waiting)}</a>
        </p>
      )}
      <Filter filter={filter} lang={lang} />
      <Asked filter={filter} lang={lang} />
      {shown.length === 0 || staff === null ? (
        <p>{filter.seat === 'referred' ? said.noneReferred : said.none}</p>
      ) : (
        <WorkTable label={said.title} heads={said.heads}>
          {shown.map((row) => (
            <Row row={row} who={staff} name={(office) => officeName(it, office, lang)} today={today} lang={lang} />
          ))}
        </WorkTable>
      )}
      <p class="row">
        {query['after'] !== undefined && <a href={href(lang, deskPath(PATH, filter))}>{said.first}</a>}
        {found.length > PAGE && <a href={href(lang, deskPath(PATH, filter, shown.at(-1)))}>{said.next}</a>}
        {shown.length > 0 && <a href={href(lang, deskPath('/desk/hazards.csv', filter))}>{said.sheet}</a>}
      </p>
    </>,
    { wide: true },
  );
};

/** Hazards in which an office has a seat, with the way to each. */
export const deskListPage: Page = { path: PATH, method: 'GET', face: 'desk', handle: showHazards };
