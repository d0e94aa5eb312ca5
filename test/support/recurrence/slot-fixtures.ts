import { getCalendar } from '../../../kernel/calendar/calendar.ts';
import { instant, type Instant } from '../../../kernel/calendar/instant.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { getCadence } from '../../../kernel/recurrence/cadence.ts';
import type { SlotFacts, SlotRule } from '../../../kernel/recurrence/slots.ts';
import { weekendsOnly } from '../../../policy/calendars/weekends-only.ts';

export const ZONE = 'Asia/Shanghai';
export const HOUR = 3_600_000;
export const at = (text: string): Instant => instant(Date.parse(`2026-${text}:00+08:00`));
export const rule = (every: string, more: Partial<SlotRule> = {}): SlotRule => ({
  id: 'fire.patrol',
  cadence: getCadence(every),
  lateMs: 0,
  countersign: false,
  nilNeedsList: true,
  ...more,
});
export const facts = (more: Partial<SlotFacts> = {}): SlotFacts => ({
  surroundings: {
    calendar: getCalendar(weekendsOnly(ZONE)),
    terms: null,
    hours: [
      {
        since: getPlainDate('2026-01-01'),
        week: Array.from({ length: 7 }, () => [{ from: '10:00', to: '20:00' }]),
        holidays: 'as_week',
        makeUpDays: 'as_week',
        termOnly: false,
        night: null,
        meals: [],
      },
    ],
    closures: [],
    uses: [],
    dated: [],
    incidents: [],
  },
  cover: { from: at('11-01T00:00'), to: null },
  records: [],
  excuses: [],
  closings: [],
  arrivesMs: 24 * HOUR,
  ...more,
});
