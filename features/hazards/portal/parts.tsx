import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { MARKS } from '../../../portal/marks.ts';
import type { Lang } from '../../../portal/page.ts';
import { siteName } from '../../sites/public.ts';
import { CLASS_WORDS } from '../../sites/public-desk.ts';
import type { PublicHazard } from '../domain/in-public.ts';
import { PUBLIC } from './words.ts';

/** What of one is drawn, for whom and on which day. */
export interface Shown {
  readonly hazard: PublicHazard;
  readonly it: Jurisdiction;
  readonly today: PlainDate;
  readonly lang: Lang;
}

/** The class of a site in words; nothing where a hazard is at no site of the register. */
export const classText = (kind: string | null, lang: Lang): string =>
  kind !== null && Object.hasOwn(CLASS_WORDS, kind) ? CLASS_WORDS[kind as keyof typeof CLASS_WORDS][lang] : '';

/** The site with its class; empty where there is none. */
export const siteText = ({ site_called, siteEnglish, site_class }: PublicHazard, lang: Lang): string =>
  site_called === null
    ? ''
    : `${siteName({ name: site_called, english: siteEnglish }, lang)}${MARKS[lang].inBrackets(classText(site_class, lang))}`;

/** What is late or out of the ordinary, each in a word or two. */
export const Tags = ({ hazard, today, lang }: Shown) => {
  const said = PUBLIC[lang];
  const { daysLate, silentDays, stopped, guarded, unlisted_on } = hazard;
  const isBack = unlisted_on !== null && hazard.accepted_on === null;
  const calm = [
    ...(unlisted_on === null ? [] : [said.ended(dayInWords(unlisted_on, lang, today))]),
    ...(stopped === 'place' || stopped === 'part' || stopped === 'thing' ? [said.stopped[stopped]] : []),
    ...(guarded ? [said.guarded] : []),
  ];
  const bad = [
    ...(daysLate > 0 ? [said.lateDays(daysLate)] : []),
    ...(silentDays === null ? [] : [said.silent(silentDays)]),
    ...(isBack ? [said.again] : []),
  ];
  return (
    <>
      {bad.map((text) => (
        <>
          {' '}
          <span class="tag late">{text}</span>
        </>
      ))}
      {calm.map((text) => (
        <>
          {' '}
          <span class="tag">{text}</span>
        </>
      ))}
    </>
  );
};

/** The facts of one, each with its name. */
export const factsOf = ({ hazard, it, today, lang }: Shown): readonly (readonly [name: string, text: string])[] => {
  const said = PUBLIC[lang];
  const day = (on: PlainDate): string => dayInWords(on, lang, today);
  const site = siteText(hazard, lang);
  return [
    [said.where, hazard.where],
    ...(site === '' ? [] : [[said.site, site] as const]),
    [said.mends, officeName(it, hazard.responsible, lang)],
    ...(hazard.supervisor === null ? [] : [[said.supervises, officeName(it, hazard.supervisor, lang)] as const]),
    [said.since, day(hazard.published_on)],
    [said.by, hazard.due_on === null ? said.noDay : day(hazard.due_on)],
    [said.open, said.openDays(hazard.daysOpen)],
  ];
};
