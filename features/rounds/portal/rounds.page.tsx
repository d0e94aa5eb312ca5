import { officeName } from '../../../engine/place/office-name.ts';
import { words } from '../../../kernel/language/words.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { MARKS } from '../../../portal/marks.ts';
import { html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { className, daysOf } from '../desk/progress.tsx';
import { LINKS, MOVE_WORDS, SUBJECT_WORDS, YIELDS } from '../desk/words.ts';
import { publicRounds, roundName, type RoundRow } from '../server/read-rounds.ts';

export const WORDS = words('rounds/portal/rounds.WORDS', {
  'zh-CN': {
    title: '专项检查的安排',
    lead: '这里的单位什么时候集中查什么地方。只查场所和设备，不查人；日期只往后改，改了就写在这里。',
    none: '现在没有专项检查。',
    leads: '牵头单位',
    offices: '参加单位',
    classes: '查的场所',
    moved: (phase: number, from: string, to: string, why: string) => `第${phase}阶段原来到${from}，改为到${to}。原因：${why}`,
    running: '正在进行',
    waits: '还没有开始',
    over: '日期已过，等待总结',
    closed: '已总结',
  },
  en: {
    title: 'Rounds of checks',
    lead: 'When offices here look at which places. Rounds are about places and things, never about people; dates move to later days only, and that is said here.',
    none: 'There is no round now.',
    leads: 'Led by',
    offices: 'Takes part',
    classes: 'What is looked at',
    moved: (phase: number, from: string, to: string, why: string) => `Phase ${phase} ended on ${from}, and now on ${to}. Reason: ${why}`,
    running: 'running',
    waits: 'has not begun',
    over: 'over, the report is owed',
    closed: 'closed',
  },
});

const stateOf = ({ closed, first_day, last_day }: RoundRow, today: PlainDate, lang: Lang): string =>
  WORDS[lang][closed ? 'closed' : today < first_day ? 'waits' : today > last_day ? 'over' : 'running'];

interface OneProps {
  readonly row: RoundRow;
  readonly it: Jurisdiction;
  readonly today: PlainDate;
  readonly lang: Lang;
}

const One = ({ row, it, today, lang }: OneProps) => {
  const said = WORDS[lang];
  const { list } = MARKS[lang];
  return (
    <section>
      <h2>{roundName(row, lang)}</h2>
      <p class="small">
        {SUBJECT_WORDS[row.subject as keyof typeof SUBJECT_WORDS][lang]} · <span class="tag">{stateOf(row, today, lang)}</span>
      </p>
      <ul>
        {row.phases.map((phase) => (
          <li>{LINKS.phase(phase.phase, YIELDS[phase.deliverable][lang], daysOf(phase, lang))[lang]}</li>
        ))}
      </ul>
      {row.moves.map(({ phase, from, to, reason }) => (
        <p>{said.moved(phase, dayInWords(from, lang), dayInWords(to, lang), MOVE_WORDS[reason as keyof typeof MOVE_WORDS][lang])}</p>
      ))}
      <dl>
        <dt>{said.leads}</dt>
        <dd>{officeName(it, row.office, lang)}</dd>
        <dt>{said.offices}</dt>
        <dd>{row.offices.map((office) => officeName(it, office, lang)).join(list)}</dd>
        <dt>{said.classes}</dt>
        <dd>{row.classes.map((kind) => className(kind, lang)).join(list)}</dd>
      </dl>
    </section>
  );
};

const showRounds = async ({ service, lang }: PageRequest): Promise<PageReply> => {
  const said = WORDS[lang];
  const it = await service.jurisdiction();
  const today = dateIn(service.clock(), it.zone);
  const found = await service.read((tx) => publicRounds(tx));
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      {found.length === 0 && <p>{said.none}</p>}
      {found.map((row) => (
        <One row={row} it={it} today={today} lang={lang} />
      ))}
    </>,
  );
};

/** The public list of rounds: what is looked at, when, and which dates were moved. */
export const pages: readonly Page[] = [{ path: '/rounds', method: 'GET', face: 'open', handle: showRounds }];
