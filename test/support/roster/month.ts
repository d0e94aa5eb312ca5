import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Wanted } from '../../../kernel/roster/board.ts';
import type { DutyRole, ShiftRule } from '../../../kernel/roster/plan.ts';
import { parseMonth, shiftsOf } from '../../../kernel/roster/shifts.ts';
import { getPackCalendar } from '../../../policy/calendars/find-calendar.ts';

export const CN = getPackCalendar({ id: 'cn', zone: 'Asia/Shanghai' });

const label = { 'zh-CN': '班', en: 'shift' };

/** A shift of a plan, in short: `night 18:00 08:00 leader:head officer:duty+handler*2`. */
export const shiftRule = (text: string, on: ShiftRule['on'] = 'every day'): ShiftRule => {
  const [id = '', from = '', to = '', ...seats] = text.split(' ');
  return {
    id,
    label,
    on,
    from,
    to,
    logEveryHours: null,
    reception: null,
    seats: seats.map((seat) => {
      const [name = '', rest = ''] = seat.split(':');
      const [posts = '', count = '1'] = rest.split('*');
      return {
        id: name,
        part: name === 'leader' ? 'leader' : 'officer',
        label,
        count: Number(count),
        posts: posts.split('+') as readonly DutyRole[], // written by hand above
      };
    }),
  };
};

/** Every seat of a month that wants somebody. */
export const seatsOf = (month: string, shifts: readonly ShiftRule[], restHours: number, calendar = CN): readonly Wanted[] => {
  const span = parseMonth(month);
  const found = span && shiftsOf({ shifts }, span, calendar, null);
  if (!found || 'unknown' in found) throw new Error(`${month} is not known`);
  return found.shifts.flatMap(({ seats, from, to, day, night, off }) =>
    seats.map(({ seat, posts }) => ({ seat, posts, from, to, day: getPlainDate(day), night, off, restHours })),
  );
};
