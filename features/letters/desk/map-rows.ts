import type { Jurisdiction } from '../../../engine/place/read.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { MARKS } from '../../../portal/marks.ts';
import type { Lang } from '../../../portal/page.ts';
import { siteName } from '../../sites/public.ts';
import type { MapRow } from '../domain/map.ts';
import { rulesOf } from '../server/duties.ts';
import { postName } from './post-name.ts';
import { GAP_WORDS, MAP, STANDINGS } from './words.ts';

/** What the duties of a line are called. */
export const dutyNames = ({ duties }: Pick<MapRow, 'duties'>, it: Jurisdiction, lang: Lang): readonly string[] => {
  const rules = rulesOf(it);
  return duties.map((key) => {
    const rule = rules.get(key);
    return rule ? inLang(rule.label, lang) : key;
  });
};

const dutiesText = (row: MapRow, it: Jurisdiction, lang: Lang): string => {
  const names = dutyNames(row, it, lang);
  return names.length === 0 ? '–' : names.join(MAP[lang].between);
};

/** Where the letter of a line stands. */
const letterText = ({ letter, standing }: MapRow, lang: Lang): string =>
  letter === null || standing === null ? MAP[lang].nobody : MAP[lang].until(STANDINGS[standing][lang], dayInWords(letter.to_day, lang));

/** What is missing in a line. */
export const gapsText = ({ gaps }: MapRow, lang: Lang): string => gaps.map((gap) => GAP_WORDS[gap][lang]).join(MARKS[lang].list);

/** A line of the map in words: site, duties, post, both supervisors, letter. */
export const cellsOf = (row: MapRow, it: Jurisdiction, lang: Lang): readonly string[] => [
  siteName(row.site, lang),
  dutiesText(row, it, lang),
  row.post === null ? MAP[lang].nobody : postName(it, row.post, lang),
  officeName(it, row.site.sector, lang),
  officeName(it, row.site.local, lang),
  letterText(row, lang),
];
