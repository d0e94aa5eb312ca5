import { inLang } from '../../../kernel/language/languages.ts';
import { gap } from '../../../portal/page.ts';
import { words } from '../../../kernel/language/words.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Obligation } from '../../../kernel/obligation/obligation.ts';
import { withinInWords, isDayNamed } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { askedBy } from '../domain/routing/asked-by.ts';
import { officeName } from '../portal/offices.ts';
import type { MatterView } from '../server/read-matter.ts';
import { owedSentence } from './words.ts';
import { daysLeft } from '../domain/timeline.ts';

export const WORDS = words('grievances/desk/duties.WORDS', {
  'zh-CN': {
    own: '本单位',
    none: '本单位现在不欠这件事什么。',
    extendable: '可以延长一次，最多',
    provisional: '暂定：那一年的放假安排还没有公布',
  },
  en: {
    own: 'Your office',
    none: 'Your office owes nothing on this matter now.',
    extendable: 'may be extended once, by at most',
    provisional: 'provisional: the holidays of that year are not announced yet',
  },
});

const SOON_DAYS = 3;

/** The office that a duty is owed by, as it was resolved when the matter was routed. */
export const officeOf = (view: MatterView, it: Pick<Obligation, 'owedBy' | 'startedBy'>): string | null =>
  it.owedBy === 'office_asked'
    ? askedBy(view.state, it)
    : it.owedBy === 'office' || it.owedBy === 'consulted_office'
      ? view.state.lead
      : it.owedBy === 'office_above'
        ? view.state.above
        : it.owedBy === 'office_above_2'
          ? view.state.above2
          : null;

/** The last day of a duty; where it ends at an hour, that hour's day (G10). */
export const dueDayOf = (view: MatterView, it: Obligation): PlainDate | null =>
  it.due === null || typeof it.due === 'string' ? it.due : dateIn(it.due, view.jurisdiction.zone);

const Duty = ({ it, view, lang, by }: { readonly it: Obligation; readonly view: MatterView; readonly lang: Lang; readonly by: string }) => {
  const due = dueDayOf(view, it);
  const rule = view.pack.rules.find((one) => one.id === it.rule);
  if (due === null || !rule) return null;
  const left = daysLeft(due, view.today);
  const words = WORDS[lang];
  const extend =
    rule.extend && it.extendedBy === null && left >= 0 ? `${words.extendable}${gap(lang)}${withinInWords(rule.extend.max, lang)}` : '';
  const small = [
    inLang(rule.clause, lang),
    rule.within === null || isDayNamed(rule.within) ? '' : withinInWords(rule.within, lang),
    extend,
    it.provisional ? words.provisional : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
  return (
    <div class={left < 0 ? 'note bad' : left <= SOON_DAYS ? 'note warn' : 'note'}>
      <p>
        <b>{owedSentence(it.kind, by, due, view.today, lang)}</b>
      </p>
      <p class="small">{small}</p>
    </div>
  );
};

/** The first question: what is owed, to whom, by when. */
export const Duties = ({ view, lang, who }: { readonly view: MatterView; readonly lang: Lang; readonly who: StaffMember }) => {
  const duties = view.owed.filter((it) => it.nature === 'duty');
  const own = duties.filter((it) => officeOf(view, it) === who.office);
  const others = duties.filter((it) => officeOf(view, it) !== who.office);
  const words = WORDS[lang];
  return (
    <>
      {own.map((it) => (
        <Duty it={it} view={view} lang={lang} by={words.own} />
      ))}
      {own.length === 0 && <p>{words.none}</p>}
      {others.length > 0 && (
        <ul>
          {others.map((it) => {
            const due = dueDayOf(view, it);
            return due === null ? null : (
              <li>{owedSentence(it.kind, officeName(view.jurisdiction, officeOf(view, it), lang), due, view.today, lang)}</li>
            );
          })}
        </ul>
      )}
    </>
  );
};
