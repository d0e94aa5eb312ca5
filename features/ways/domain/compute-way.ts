import type { Calendar } from '../../../kernel/calendar/calendar.ts';
import { dueAfter, type Counting } from '../../../kernel/calendar/due.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Label, Pack, Within } from '../../../kernel/policy/pack.ts';
import type { Period, Way, Ways } from '../../../kernel/policy/way.ts';

/** A period with its clause, wherever it was said. */
export interface KnownPeriod {
  readonly within: Within;
  readonly clause: Label;
  readonly counting: Counting;
}

/** A way with its dates, for who learns of the harm today and begins today. */
export interface DatedWay {
  readonly way: Way;
  readonly begin: (KnownPeriod & { readonly until: PlainDate; readonly provisional: boolean }) | null;
  readonly decide: KnownPeriod & { readonly by: PlainDate; readonly provisional: boolean };
}

/** Throws where a way cites a rule that is not there, or one without a period: a test holds every file of ways. */
export const knownPeriod = (ways: Ways, period: Period, packOf: (id: string) => Pack): KnownPeriod => {
  if ('within' in period) return { ...period, counting: ways.counting };
  const pack = packOf(period.pack);
  const rule = pack.rules.find((it) => it.id === period.rule);
  if (!rule || rule.within === null) throw new Error(`${period.pack} has no period ${period.rule}`);
  return { within: rule.within, clause: rule.clause, counting: rule.counting ?? pack.counting };
};

const lastDay = (period: KnownPeriod, calendar: Calendar, now: Instant): { readonly day: PlainDate; readonly provisional: boolean } => {
  const { due, provisional } = dueAfter({ on: dateIn(now, calendar.zone), at: now }, period.within, period.counting, calendar);
  return { day: typeof due === 'string' ? due : dateIn(due, calendar.zone), provisional };
};

/** Until when each way may be begun, and by when it is decided, if the clock of each starts today. */
export const dateWays = (ways: Ways, packOf: (id: string) => Pack, calendar: Calendar, now: Instant): readonly DatedWay[] =>
  ways.ways.map((way) => {
    const begin = way.begin && knownPeriod(ways, way.begin, packOf);
    const decide = knownPeriod(ways, way.decide, packOf);
    const until = begin && lastDay(begin, calendar, now);
    const by = lastDay(decide, calendar, now);
    return {
      way,
      begin: begin && until && { ...begin, until: until.day, provisional: until.provisional },
      decide: { ...decide, by: by.day, provisional: by.provisional },
    };
  });
