import type { Faces, Reminds } from '../../desk/feature.ts';
import { staffEntityRoutes } from '../../desk/staff-entity/api.ts';
import type { StaffFace } from '../../desk/staff-entity/face.ts';
import { staffEntityPages } from '../../desk/staff-entity/pages.tsx';
import { staffWorkKind } from '../../desk/staff-entity/work-kind.ts';
import { officeName } from '../../engine/place/office-name.ts';
import { parsePlainDate } from '../../kernel/calendar/plain-date.ts';
import type { Json, JsonObject } from '../../kernel/stream/event.ts';
import { FIRST } from '../../kernel/language/languages.ts';
import { isJsonObject } from '../../kernel/log/shape.ts';
import { parseMonth } from '../../kernel/roster/shifts.ts';
import { postRole, shiftName } from './desk/seat-names.ts';
import { dayInWords, monthInWords } from '../../portal/dates.ts';
import type { Lang } from '../../portal/page.ts';
import { rosterBody, shiftBody } from './desk/bodies.tsx';
import { pages as deskPages } from './desk/duty.page.tsx';
import { HEAD as ROSTER_HEAD, ROSTER_WORDS, SEATS as ROSTER_SEATS } from './desk/roster-words.ts';
import { HEAD as SHIFT_HEAD, SEATS as SHIFT_SEATS, SHIFT_WORDS } from './desk/shift-words.ts';
import { DUTY, LINKS } from './desk/words.ts';
import { isOpenSwap, type RosterState } from './domain/roster/state.ts';
import type { ShiftState } from './domain/shift/state.ts';
import { pages as openPages } from './portal/duty.page.tsx';
import { feedPage } from './portal/feed.page.ts';
import { accountsOf } from './server/holders.ts';
import { rostersByNumber, swapsToApprove } from './server/read-roster.ts';
import { shiftsByNumber } from './server/read-shifts.ts';
import { rosters } from './server/rosters.ts';
import { shifts } from './server/shifts.ts';

const monthText = (month: string, lang: Lang): string => {
  const first = parseMonth(month)?.first;
  return first === undefined ? ROSTER_HEAD.title[lang] : DUTY[lang].monthOf(monthInWords(first, lang));
};

/** The day of a shift, which its name begins with. */
const dayText = (shift: string, lang: Lang): string => {
  const day = parsePlainDate(shift.slice(0, 10));
  return day === undefined ? shift : dayInWords(day, lang);
};

/** Who somebody is in a month, and why the search chose them, stays on the pages of their own office: a program reads posts. */
const postsOnly = ({ me: _me, meRoster: _meRoster, who: _who, seats, ...data }: JsonObject): JsonObject => ({
  ...data,
  ...(Array.isArray(seats)
    ? {
        seats: seats.map((seat: Json): Json => {
          if (!isJsonObject(seat)) return seat;
          const { holder: _holder, reason: _reason, ...said } = seat;
          return said;
        }),
      }
    : {}),
});

const rosterFace: StaffFace<RosterState> = {
  toldOf: postsOnly,
  kind: rosters,
  path: '/desk/roster',
  apiPath: '/api/v1/staff/rosters',
  nameOf: ({ month }, lang) => monthText(month, lang),
  words: ROSTER_WORDS,
  seats: [
    { party: 'duty_office', label: ROSTER_SEATS.office, officeOf: ({ office }) => office },
    { party: 'duty_supervisor', label: ROSTER_SEATS.supervisor, officeOf: ({ supervisor }) => supervisor },
  ],
  stageOf: ({ stage }) => stage ?? 'month_opened',
  gradeOf: () => null,
  inBody: ['month_proposed'],
  choicesOf: (field, { swaps, posts }, lang, which) =>
    // The history says of a holder which post it has, and never a name of chance.
    field === 'who' && which === 'all'
      ? [...posts].map(([holder, post]) => ({ value: holder, text: postRole(post, lang) }))
      : field === 'of'
        ? swaps
            .filter((swap) => which === 'all' || isOpenSwap(swap))
            .map(({ n, seat, back }) => ({
              value: String(n),
              text: back === null ? DUTY[lang].wantsLeave(seat) : DUTY[lang].wantsExchange(seat, back),
            }))
        : undefined,
  choicesFrom: async (service, state) => {
    const accounts = state?.office == null ? [] : await service.read((tx) => accountsOf(tx, state.office ?? ''));
    return (field) => (field === 'who' ? accounts.map(({ staff }) => ({ value: staff, text: staff })) : undefined);
  },
  body: rosterBody,
  papersOf: () => [],
};

const shiftFace: StaffFace<ShiftState> = {
  toldOf: postsOnly,
  kind: shifts,
  path: '/desk/shift',
  apiPath: '/api/v1/staff/shifts',
  nameOf: ({ shift }, lang) => [SHIFT_HEAD.title[lang], dayText(shift, lang)].join(' · '),
  words: SHIFT_WORDS,
  seats: [
    { party: 'shift_office', label: SHIFT_SEATS.office, officeOf: ({ office }) => office },
    { party: 'shift_supervisor', label: SHIFT_SEATS.supervisor, officeOf: ({ supervisor }) => supervisor },
  ],
  stageOf: ({ stage }) => stage ?? 'shift_began',
  gradeOf: () => null,
  inBody: ['line_written'],
  choicesOf: (field, { items }) => (field === 'of' ? items.map((n) => ({ value: String(n), text: String(n) })) : undefined),
  body: shiftBody,
  papersOf: () => [],
};

/** A head is told how many exchanges wait. */
const remind: Reminds = async (service, who, lang) => {
  if (who.role !== 'head') return undefined;
  const rows = await service.read((tx) => swapsToApprove(tx, who.office, service.clock()));
  const count = rows.reduce((sum, { waiting }) => sum + waiting, 0);
  return count === 0 ? undefined : { text: LINKS.waiting(count)[lang], path: `/desk/duty?roster=${rows[0]?.matter ?? ''}` };
};

export const faces: Faces = {
  reminds: [remind],
  pages: [...deskPages, ...staffEntityPages(rosterFace), ...staffEntityPages(shiftFace), ...openPages, feedPage],
  routes: [staffEntityRoutes(rosterFace), staffEntityRoutes(shiftFace)],
  nav: [
    {
      path: '/desk/duty',
      text: LINKS.duty,
      isFor: (role) => role !== 'admin' && role !== 'custodian' && role !== 'auditor' && role !== 'reviewer',
    },
  ],
  work: [
    staffWorkKind(
      rosterFace,
      [
        ['own', 'duty_office'],
        ['above', 'duty_supervisor'],
      ],
      async (tx, service, numbers) => {
        const it = await service.jurisdiction();
        const rows = await rostersByNumber(tx, numbers);
        return new Map(
          rows.map((row) => [row.matter, { title: `${officeName(it, row.office, FIRST)} · ${monthText(row.month, FIRST)}`, lang: FIRST }]),
        );
      },
    ),
    staffWorkKind(
      shiftFace,
      [
        ['own', 'shift_office'],
        ['above', 'shift_supervisor'],
      ],
      async (tx, service, numbers) => {
        const it = await service.jurisdiction();
        const rows = await shiftsByNumber(tx, numbers);
        return new Map(
          rows.map((row) => [
            row.matter,
            {
              title: [officeName(it, row.office, FIRST), dayText(row.shift, FIRST), shiftName(it, { ...row, seat: row.shift }, FIRST)].join(
                ' · ',
              ),
              lang: FIRST,
            },
          ]),
        );
      },
    ),
  ],
};
