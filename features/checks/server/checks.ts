import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { wantedBells } from '../../../engine/kind.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import { CHECK_LESSONS, CHECK_PHOTOS, CHECK_SLOTS, CHECKS, project } from '../domain/project.ts';
import { fold, relationOf, type CheckState } from '../domain/state.ts';
import { record, STEPS } from '../domain/verbs.ts';
import { CHECK } from '../domain/vocabulary.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { refreshSites } from './refresh-sites.ts';

const SITE_OF = statement<{ site: string }>('site_of_check', 'select site from check_record where jurisdiction = $1 and matter = $2');

/** Records: what was looked at in a site, and what was found. */
export const checks: StaffEntityKind<CheckState> = {
  name: 'check',
  vocabulary: CHECK,
  staff: { name: 'check', vocabulary: CHECK, begins: record, steps: STEPS, fold, relationOf },
  verbs: [record, ...STEPS].map((verb) => verb.name),
  offers: ['check-records'],
  papers: {},
  tables: [CHECKS, CHECK_SLOTS, CHECK_PHOTOS, CHECK_LESSONS],
  listedBy: [],
  // What a record meets is off the list at once; where that did not come about, the sweep does it.
  after: async (service, number) => {
    const rows = await service.read((tx) => tx.run(SITE_OF, [tx.jurisdiction, number]));
    await refreshSites(
      service,
      rows.map((row) => row.site),
    );
  },
  project: (number, _bound, events, { pack, calendar }) => project(number, events, pack, calendar),
  effects: (it, history, added) => {
    const found = added.find((event) => event.type === 'findings_found');
    const office = fold(history.events).said?.office;
    const bells = found && office !== undefined ? [{ office, event: { level: found.level, n: found.n } }] : [];
    return { ...NOBODY_TOLD, bells: wantedBells(it, bells) };
  },
};
