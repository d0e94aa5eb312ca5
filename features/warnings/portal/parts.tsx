import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { placeName } from '../../../desk/staff-entity/face.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { momentInWords } from '../../../portal/dates.ts';
import { INCIDENT_KIND_WORDS } from '../../../kernel/incident/kind-words.ts';
import { MARKS } from '../../../portal/marks.ts';
import type { Lang } from '../../../portal/page.ts';
import { roleName } from '../../../portal/role-words.ts';
import { isOn, type WarningRow } from '../server/read-warnings.ts';
import { LEVEL_WORDS, LIFTED_WORDS, SOURCE_WORDS, WARNED } from './words.ts';

/** What of one is drawn, for whom and when. */
export interface Shown {
  readonly row: WarningRow;
  readonly it: Jurisdiction;
  readonly now: Instant;
  readonly lang: Lang;
}

/** What a warning is called; an exercise says so in its name, wherever that stands (G22). */
export const warningName = ({ level, hazard, exercise }: Pick<WarningRow, 'level' | 'hazard' | 'exercise'>, lang: Lang): string => {
  const said = WARNED[lang];
  const text = said.called(LEVEL_WORDS[level][lang], INCIDENT_KIND_WORDS[hazard][lang]);
  return exercise ? said.exerciseMark(text) : text;
};

const REASON = new Map(Object.entries(LIFTED_WORDS));

/** How it stands with it. */
export const stateText = ({ row, now, lang }: Pick<Shown, 'row' | 'now' | 'lang'>): string => {
  const said = WARNED[lang];
  if (row.lifted_for !== null) return said.lifted(REASON.get(row.lifted_for)?.[lang] ?? row.lifted_for);
  return isOn(row, now) ? (row.begins > now ? said.ahead : said.holds) : said.ended;
};

/** Places and offices by name; where none is named, the area of the office that warns. */
export const areasOf = ({ row, it, lang }: Omit<Shown, 'now'>): readonly string[] => {
  const named = [...row.places.map((id) => placeName(it, id, lang)), ...row.offices.map((id) => officeName(it, id, lang))];
  return named.length === 0 ? [WARNED[lang].allOf(officeName(it, row.office, lang))] : named;
};

/** The source in words: an office above with the function that signed there, or a message as it names itself. */
export const sourceText = ({ row, it, lang }: Omit<Shown, 'now'>): string => {
  const said = WARNED[lang];
  const [sender = '', identifier = ''] = row.told_by?.split(',') ?? [];
  if (row.told_by !== null) return said.toldBy(sender, identifier);
  if (row.source_office === null || row.signed_by === null) return SOURCE_WORDS[row.source][lang];
  return said.signed(officeName(it, row.source_office, lang), roleName(row.signed_by === 'duty' ? 'duty' : 'head', lang));
};

/** The words in a language; null where they were written in the other one alone. */
export const wordsIn = (row: WarningRow, lang: Lang): { readonly caution: string; readonly measures: string } | null => {
  const { caution, measures, caution_english: cautionEnglish, measures_english: measuresEnglish } = row;
  const english = cautionEnglish === null || measuresEnglish === null ? null : { caution: cautionEnglish, measures: measuresEnglish };
  return inLang<{ readonly caution: string; readonly measures: string } | null>({ 'zh-CN': { caution, measures }, en: english }, lang);
};

/** From when until when. */
export const spanText = ({ row, it, lang }: Omit<Shown, 'now'>): string =>
  `${momentInWords(row.begins, it.zone, lang)} – ${momentInWords(row.ends, it.zone, lang)}`;

/** State, and that it is an exercise, in a word or two. */
export const Tags = (shown: Shown) => (
  <>
    <span class={shown.row.exercise ? 'tag soon' : isOn(shown.row, shown.now) ? 'tag late' : 'tag'}>{stateText(shown)}</span>
    {shown.row.exercise && (
      <>
        {' '}
        <b>{WARNED[shown.lang].exercise}</b>
      </>
    )}
  </>
);

/** What it says. */
export const Facts = (shown: Shown) => {
  const { row, it, lang } = shown;
  const said = WARNED[lang];
  const own = wordsIn(row, lang);
  const text = own ?? { caution: row.caution, measures: row.measures };
  return (
    <>
      {own === null && <p class="small">{said.onlyIn}</p>}
      <dl>
        <dt>{said.caution}</dt>
        <dd lang={own === null ? 'zh-CN' : undefined}>{text.caution}</dd>
        <dt>{said.measures}</dt>
        <dd lang={own === null ? 'zh-CN' : undefined}>{text.measures}</dd>
        <dt>{said.where}</dt>
        <dd>{areasOf(shown).join(MARKS[lang].list)}</dd>
        <dt>{said.from}</dt>
        <dd>{momentInWords(row.begins, it.zone, lang)}</dd>
        <dt>{said.until}</dt>
        <dd>{momentInWords(row.ends, it.zone, lang)}</dd>
        <dt>{said.office}</dt>
        <dd>{officeName(it, row.office, lang)}</dd>
        <dt>{said.source}</dt>
        <dd>{sourceText(shown)}</dd>
      </dl>
    </>
  );
};
