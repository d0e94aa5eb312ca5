import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { ProgrammeRule } from '../../../kernel/programme/programme.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { dutiesNow, subjectOf } from '../../checks/public.ts';
import type { SiteRow } from '../../sites/public.ts';
import type { MapDuty } from '../domain/map.ts';

/** The rules about sites that come back now, newest version of each programme: `programme/rule`. */
export const rulesOf = (it: Jurisdiction): ReadonlyMap<string, ProgrammeRule> =>
  new Map(
    it.routines.programmes.flatMap(({ programme }) =>
      programme.rules.filter((rule) => rule.about === 'site').map((rule): [string, ProgrammeRule] => [`${programme.id}/${rule.id}`, rule]),
    ),
  );

/** The duties that bind a site now. */
export const dutiesAt = (it: Jurisdiction, row: SiteRow, now: Instant): readonly MapDuty[] =>
  dutiesNow(it, subjectOf(row), now).map(({ key, rule }) => ({ rule: key, bySupervisor: rule.owedBy === 'supervising_office' }));
