import { words } from '../../../kernel/language/words.ts';
import type { StaffView } from '../../../engine/staff-entity.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { href, type Lang } from '../../../portal/page.ts';
import type { SiteState } from '../domain/state.ts';
import { FACT_WORDS, LINKS } from './words.ts';

export const WORDS = words('sites/desk/site-body.WORDS', {
  'zh-CN': {
    today: '今天该做的检查',
    assets: '设备',
    hazards: '隐患',
    plans: '平面图',
    facts: '情况',
    hours: '开放时间',
    noHours: '还没有写明开放时间：按开放日、用餐时间算的检查要等写明以后才开始。',
    from: (day: string) => `${day}起`,
    closed: '停用',
    spots: '检查点',
    cards: '打印检查点标签（PDF，A6）',
    danger: '打印“这里有危险”的标签（PDF，A6）',
  },
  en: {
    today: 'What is to be looked at today',
    assets: 'Assets',
    hazards: 'Hazards',
    plans: 'Plans',
    facts: 'Facts',
    hours: 'Hours',
    noHours: 'Its hours were not said yet: checks that go by days on which it is open, or by meals, begin once they are.',
    from: (day: string) => `from ${day}`,
    closed: 'Closed',
    spots: 'Spots',
    cards: 'Cards for the spots (PDF, A6)',
    danger: 'Cards to report a danger (PDF, A6)',
  },
});

const DAYS = ['1', '2', '3', '4', '5', '6', '7'];

/** A site as it is now: what decides its checks, and the way to those of today. */
export const SiteBody = ({ view, lang }: { readonly view: StaffView<SiteState>; readonly lang: Lang }) => {
  const said = WORDS[lang];
  const { facts, hours, closures, spots, ended } = view.state;
  const now = hours.findLast((it) => it.since <= view.today) ?? hours[0];
  const ahead = closures.filter((it) => it.to >= view.today && it.backOn === null);
  const open = spots.filter((it) => !it.ended);
  const week = now?.week.map((spans, i) => [DAYS[i], spans.map(({ from, to }) => `${from}–${to}`).join(', ')] as const) ?? [];
  return (
    <>
      <p class="row">
        {!ended && <a href={href(lang, `/desk/today?site=${view.number}`)}>{said.today}</a>}
        <a href={href(lang, `/desk/assets?site=${view.number}`)}>{said.assets}</a>
        <a href={href(lang, `/desk/hazards?site=${view.number}`)}>{said.hazards}</a>
        <a href={href(lang, `/desk/site/${view.number}/plans`)}>{said.plans}</a>
        {!ended && <a href={href(lang, `/desk/site/${view.number}/danger.pdf`)}>{said.danger}</a>}
      </p>
      <dl>
        {facts.length > 0 && <dt>{said.facts}</dt>}
        {facts.length > 0 && <dd>{facts.map((fact) => FACT_WORDS[fact][lang]).join(' · ')}</dd>}
        <dt>{said.hours}</dt>
        <dd>
          {now === undefined
            ? said.noHours
            : `${week
                .filter(([, spans]) => spans !== '')
                .map(([day, spans]) => `${day} ${spans}`)
                .join('; ')} (${said.from(dayInWords(now.since, lang, view.today))})`}
        </dd>
        {ahead.map(({ from, to }) => (
          <>
            <dt>{said.closed}</dt>
            <dd>{LINKS.closure(dayInWords(getPlainDate(from), lang, view.today), dayInWords(getPlainDate(to), lang, view.today))[lang]}</dd>
          </>
        ))}
        {open.length > 0 && <dt>{said.spots}</dt>}
        {open.length > 0 && (
          <dd>
            {open.map(({ spot, name }) => `${spot} ${name}`).join(' · ')}{' '}
            <a href={href(lang, `/desk/site/${view.number}/cards.pdf`)}>{said.cards}</a>
          </dd>
        )}
      </dl>
    </>
  );
};
