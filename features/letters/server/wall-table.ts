import type { Jurisdiction } from '../../../engine/place/read.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { dayInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import type { Paper } from '../../papers/public.ts';
import { cellsOf, gapsText } from '../desk/map-rows.ts';
import { MAP } from '../desk/words.ts';
import type { MapRow } from '../domain/map.ts';

/** Parts of the width that the columns take. */
const WIDTHS = [5, 18, 6, 5, 5, 6] as const;

/** The map of an office as a table for the wall, across the sheet: what is missing is said in its line, and stands above all others. */
export const wallTable = (rows: readonly MapRow[], it: Jurisdiction, office: string, now: Instant, lang: Lang): Paper => {
  const words = MAP[lang];
  const today = dateIn(now, it.zone);
  const lines = [...rows.filter((row) => row.gaps.length > 0), ...rows.filter((row) => row.gaps.length === 0)];
  return {
    kind: 'other',
    lang,
    title: words.title,
    number: words.made(dayInWords(today, lang)),
    issuer: officeName(it, office, lang),
    addressee: '',
    day: null,
    signature: '',
    blocks:
      rows.length === 0
        ? [{ kind: 'text', text: words.none }]
        : [
            {
              kind: 'table',
              widths: WIDTHS,
              head: words.heads,
              // What is missing stands in small below the letter.
              rows: lines.map((row) =>
                cellsOf(row, it, lang).map((cell, i) => (i === 5 && row.gaps.length > 0 ? `${cell}\n${gapsText(row, lang)}` : cell)),
              ),
            },
          ],
    foot: words.foot,
    path: '',
    madeAt: startOfDay(today, it.zone),
    isWide: true,
  };
};
