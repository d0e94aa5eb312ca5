import { phrases, words } from '../../../../kernel/language/words.ts';
import type { Label } from '../../../../kernel/policy/pack.ts';
import { dayInWords } from '../../../../portal/dates.ts';
import { daysLeft } from '../../domain/timeline.ts';
import { GONE } from '../../domain/line/settle.ts';
import type { Seen } from '../filing/seen.ts';
import { officeName } from '../offices.ts';

/** How far a hazard has come, in the words of who reported it. */
export const HAZARD_STAGES = phrases<{ readonly [stage: string]: Label }>('grievances/portal/line/hazard-card.HAZARD_STAGES', {
  found: { 'zh-CN': '已经写成隐患，正在定它有多严重', en: 'written down as a hazard; how serious it is, is being settled' },
  graded: { 'zh-CN': '已经定了有多严重，接下来下令整改', en: 'how serious it is, is settled; the order to mend it comes next' },
  mended_at_once: { 'zh-CN': '当场就消除了', en: 'mended at once' },
  ordered: { 'zh-CN': '已经下令整改', en: 'ordered to be mended' },
  reported_mended: { 'zh-CN': '整改的单位说已经改好，等另一个单位去看', en: 'said to be mended; another office looks at it next' },
  mend_accepted: { 'zh-CN': '另一个单位看过，合格', en: 'another office looked at it and accepted it' },
  mend_returned: { 'zh-CN': '另一个单位看过，还没有改好，要重新改', en: 'another office looked: it is not mended yet' },
  delisted: { 'zh-CN': '已经消除，销号', en: 'gone, and struck off' },
  reopened: { 'zh-CN': '又出现了，重新办', en: 'it came back, and is open again' },
});

export const CARD = words('grievances/portal/line/hazard-card.CARD', {
  'zh-CN': {
    title: '您说的危险，现在怎么样',
    other: '正在办',
    since: (day: string) => `（${day}起）`,
    office: (name: string) => `牵头的单位：${name}`,
    mendBy: (day: string, left: number) => `要在${day}前改好，还有${left}天。`,
    today: (day: string) => `今天（${day}）要改好。`,
    late: (day: string, days: number) => `应当在${day}前改好，已经逾期${days}天。`,
    noDay: '还没有定下要在哪一天前改好。',
    accepted: (day: string) => `${day}另一个单位看过，合格。`,
    self: '这里由系统自己更新：您不用催，也不用再说一遍。',
  },
  en: {
    title: 'The danger that you reported, as it stands',
    other: 'being dealt with',
    since: (day: string) => ` (since ${day})`,
    office: (name: string) => `Led by: ${name}`,
    mendBy: (day: string, left: number) => `To be mended by ${day}: ${left} ${left === 1 ? 'day' : 'days'} left.`,
    today: (day: string) => `To be mended today (${day}).`,
    late: (day: string, days: number) => `It should have been mended by ${day}: ${days} ${days === 1 ? 'day' : 'days'} late.`,
    noDay: 'By which day it must be mended is not settled yet.',
    accepted: (day: string) => `Another office looked at it on ${day} and accepted it.`,
    self: 'This is kept up to date by itself: nobody has to be reminded, and you need not report it again.',
  },
});

/** On the page of who reported a danger: how far the hazard has come that it led to, by when it must be mended, and how late that is. */
export const HazardCard = ({ view, lang }: Seen) => {
  const { hazard, jurisdiction, today } = view;
  if (hazard === null) return null;
  const said = CARD[lang];
  const day = (date: Parameters<typeof dayInWords>[0]): string => dayInWords(date, lang, today);
  const { stage, mendBy } = hazard;
  const isGone = GONE.some((it) => it === stage);
  const left = mendBy === null ? null : daysLeft(mendBy, today);
  return (
    <section>
      <h2>{said.title}</h2>
      <div class={hazard.isOwed && left !== null && left < 0 ? 'note bad' : 'note'}>
        <p>
          <b>{HAZARD_STAGES[stage]?.[lang] ?? said.other}</b>
          {said.since(day(hazard.since))}
        </p>
        {hazard.isOwed && mendBy !== null && left !== null && (
          <p>{left < 0 ? said.late(day(mendBy), -left) : left === 0 ? said.today(day(mendBy)) : said.mendBy(day(mendBy), left)}</p>
        )}
        {mendBy === null && !isGone && <p>{said.noDay}</p>}
        {hazard.acceptedOn !== null && stage !== 'reopened' && stage !== 'mend_returned' && <p>{said.accepted(day(hazard.acceptedOn))}</p>}
        <p>{said.office(officeName(jurisdiction, hazard.office, lang))}</p>
        <p class="small">{said.self}</p>
      </div>
    </section>
  );
};
