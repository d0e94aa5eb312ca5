import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { parseMonth } from '../../../kernel/roster/shifts.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import { monthInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import type { Paper } from '../../papers/public.ts';
import { lineTexts, monthLines } from '../desk/month-table.tsx';
import { DUTY } from '../desk/words.ts';
import type { RosterRow, SeatRow } from './read-roster.ts';
import { planOf } from './plans.ts';

/** The roster of a month for the wall of the duty room, across the sheet. */
export const wallSheet = (it: Jurisdiction, row: RosterRow, seats: readonly SeatRow[], lang: Lang): Paper => {
  const said = DUTY[lang];
  const first = parseMonth(row.month)?.first;
  const { columns, lines } = monthLines(it, seats, lang);
  const number = planOf(it, row.office, row.plan)?.plan.number;
  return {
    kind: 'other',
    lang,
    title: said.monthOf(first === undefined ? row.month : monthInWords(first, lang)),
    number: [said.states[row.state], ...(number === undefined ? [] : [number])].join(' · '),
    issuer: officeName(it, row.office, lang),
    addressee: '',
    day: null,
    signature: '',
    blocks:
      lines.length === 0
        ? [{ kind: 'text', text: said.states.open }]
        : [
            {
              kind: 'table',
              widths: [8, 14, ...columns.map(() => 10)],
              head: [said.day, said.heads[1] ?? '', ...columns.map(({ head }) => head)],
              rows: lines.map((line) => [...lineTexts(it, line, lang)]),
            },
          ],
    foot: [...said.sheetFoot],
    path: '',
    madeAt: startOfDay(first ?? row.publish_by, it.zone),
    isWide: true,
  };
};
