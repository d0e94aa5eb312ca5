import { wantedBells } from '../../../engine/kind.ts';
import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import { project, RETURN_ACTS, RETURN_BOOKS, RETURN_EXCUSES } from '../domain/project.ts';
import { fold, relationOf, type BookState } from '../domain/state.ts';
import { open, STEPS } from '../domain/verbs.ts';
import { RETURN_BOOK, RETURN_PARTY } from '../domain/vocabulary.ts';
import { refreshOffices } from './refresh-offices.ts';

const OFFICE_OF = statement<{ office: string }>(
  'office_of_return_book',
  'select office from return_book where jurisdiction = $1 and matter = $2',
);

/** Books of returns: of an office, a month each. */
export const returns: StaffEntityKind<BookState> = {
  name: 'return_book',
  vocabulary: RETURN_BOOK,
  staff: { name: 'return_book', vocabulary: RETURN_BOOK, begins: open, steps: STEPS, fold, relationOf },
  verbs: [open, ...STEPS].map((verb) => verb.name),
  offers: ['return-books'],
  papers: {},
  keeps: [RETURN_PARTY],
  tables: [RETURN_BOOKS, RETURN_ACTS, RETURN_EXCUSES],
  listedBy: [],
  // What a return meets is off the list at once; where that did not come about, the sweep does it.
  after: async (service, number) => {
    const rows = await service.read((tx) => tx.run(OFFICE_OF, [tx.jurisdiction, number]));
    await refreshOffices(
      service,
      rows.map(({ office }) => office),
    );
  },
  project: (number, _bound, events, { pack, calendar }) => project(number, events, pack, calendar),
  effects: (it, history, added) => {
    const missing = added.find((event) => event.type === 'returns_missing');
    const office = fold(history.events).above;
    const bells = missing && office !== null ? [{ office, event: { level: missing.level, n: missing.n } }] : [];
    return { ...NOBODY_TOLD, bells: wantedBells(it, bells) };
  },
};
