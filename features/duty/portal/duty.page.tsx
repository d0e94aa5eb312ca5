import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { addMs } from '../../../kernel/calendar/instant.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { words } from '../../../kernel/language/words.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { MARKS } from '../../../portal/marks.ts';
import { html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { Tel } from '../../../portal/tel.tsx';
import { WorkTable } from '../../../portal/work-table.tsx';
import { alikeOnDays, type Run } from '../domain/receptions.ts';
import { clockTime, dayAndTime, inPlanOrder, postRole, seatName } from '../desk/seat-names.ts';
import { plansInForce, planOf, type PlanInForce } from '../server/plans.ts';
import { publicNow, receptions, type PublicSeat } from '../server/read-public.ts';

export const WORDS = words('duty/portal/duty.WORDS', {
  'zh-CN': {
    title: '值班和领导接访',
    lead: '现在由哪个岗位值班，打什么电话，领导哪天在哪里接访。只写岗位，不写姓名。',
    none: '这里还没有公布值班安排。',
    now: '现在值班',
    noShift: '现在没有班次。',
    number: '值班电话',
    until: (time: string) => `到${time}`,
    receptions: '领导接访日程',
    receptionsNone: '接下来31天没有排定的接访。',
    heads: ['时间', '单位', '岗位', '地点', '日期'],
    run: (from: string, to: string) => `${from}至${to}`,
    come: '不用预约，不用说明来意。谈的事情登记以后有查询码，可以查进度。',
    source: '依据',
  },
  en: {
    title: 'On duty, and when leaders receive',
    lead: 'Which post is on duty now, which number to call, and when and where a leader receives whoever comes. Posts, no names.',
    none: 'No duty plan is published here yet.',
    now: 'On duty now',
    noShift: 'There is no shift now.',
    number: 'Duty telephone',
    until: (time: string) => `until ${time}`,
    receptions: 'When leaders receive',
    receptionsNone: 'No reception is planned in the next 31 days.',
    heads: ['Time', 'Office', 'Post', 'Place', 'Days'],
    run: (from: string, to: string) => `${from} to ${to}`,
    come: 'No appointment, no reason asked. What is raised is registered, with a code to follow it.',
    source: 'Ground',
  },
});

const DAY_MS = 86_400_000;
const AHEAD_DAYS = 31;
/** Receptions that are read at once; alike but for their days, they are one line. */
const SHOWN = 400;

interface PlanProps {
  readonly it: Jurisdiction;
  readonly plan: PlanInForce['plan'];
  readonly seats: readonly PublicSeat[];
  readonly lang: Lang;
}

/** One plan of an office: who is there now, by post, and the number of the office. */
const Now = ({ it, plan, seats, lang }: PlanProps) => {
  const said = WORDS[lang];
  return (
    <section class="card">
      <h3>
        {officeName(it, plan.office, lang)} · {inLang(plan.title, lang)}
      </h3>
      <p>
        {said.number} <Tel number={plan.number} />
      </p>
      {seats.length === 0 ? (
        <p>{said.noShift}</p>
      ) : (
        <ul>
          <li>{[...new Set(seats.map(({ ends }) => said.until(dayAndTime(ends, it.zone, lang))))].join(MARKS[lang].list)}</li>
          {inPlanOrder(it, seats).map((seat) => (
            <li>
              {seatName(it, seat, lang)} · {postRole(seat.post, lang)}
            </li>
          ))}
        </ul>
      )}
      <p class="small">
        {said.source} {inLang(plan.clause, lang)}
      </p>
    </section>
  );
};

const placeOf = (it: Jurisdiction, seat: PublicSeat, lang: Lang): string => {
  const rule = planOf(it, seat.office, seat.plan)?.plan.shifts.find(({ id }) => id === seat.seat.split('.')[1]);
  return rule?.reception ? inLang(rule.reception.place, lang) : '';
};

const showDuty = async ({ service, lang }: PageRequest): Promise<PageReply> => {
  const said = WORDS[lang];
  const it = await service.jurisdiction();
  const now = service.clock();
  const today = dateIn(now, it.zone);
  const from = startOfDay(today, it.zone);
  const { seats, held } = await service.read(async (tx) => ({
    seats: await publicNow(tx, now),
    held: (await receptions(tx, from, addMs(from, AHEAD_DAYS * DAY_MS))).slice(0, SHOWN),
  }));
  const plans = plansInForce(it);
  const [time, office, post, place, days] = said.heads;
  const hours = ({ begins, ends }: PublicSeat): string => `${clockTime(begins, it.zone)}–${clockTime(ends, it.zone)}`;
  const who = (seat: PublicSeat): string => `${seatName(it, seat, lang)} · ${postRole(seat.post, lang)}`;
  const lines = alikeOnDays(
    held,
    (seat) => [seat.office, who(seat), placeOf(it, seat, lang), hours(seat)].join('\n'),
    ({ begins }) => dateIn(begins, it.zone),
  );
  const dayText = (date: PlainDate): string => dayInWords(date, lang, today);
  const runText = ({ from: first, to }: Run): string => (first === to ? dayText(first) : said.run(dayText(first), dayText(to)));
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      {plans.length === 0 ? (
        <p>{said.none}</p>
      ) : (
        <>
          <h2>{said.now}</h2>
          {plans.map(({ plan }) => (
            <Now it={it} plan={plan} seats={seats.filter((seat) => seat.office === plan.office && seat.plan === plan.id)} lang={lang} />
          ))}
          <h2>{said.receptions}</h2>
          <p>{said.come}</p>
          {held.length === 0 ? (
            <p>{said.receptionsNone}</p>
          ) : (
            <WorkTable label={said.receptions} heads={said.heads}>
              {lines.map(({ one, runs }) => (
                <tr>
                  <td data-head={time}>{hours(one)}</td>
                  <td data-head={office}>{officeName(it, one.office, lang)}</td>
                  <td data-head={post}>{who(one)}</td>
                  <td data-head={place}>{placeOf(it, one, lang)}</td>
                  <td data-head={days}>{runs.map(runText).join(MARKS[lang].list)}</td>
                </tr>
              ))}
            </WorkTable>
          )}
        </>
      )}
    </>,
  );
};

/** Who is on duty, for everybody: posts and numbers, no name and no account. */
export const pages: readonly Page[] = [{ path: '/duty', method: 'GET', face: 'open', handle: showDuty }];
