import type { OwnRule } from '../../../desk/worklist/work-kind.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { About } from '../../../kernel/programme/programme.ts';

/** Duties that come back for a kind of thing, as lists say them: by the label and the clause of their programme. */
export const comingBack =
  (about: About) =>
  (it: Jurisdiction): readonly OwnRule[] =>
    it.routines.programmes.flatMap(({ programme }) =>
      programme.rules
        .filter((rule) => rule.about === about)
        .map(({ id, label, clause }) => ({ id: `${programme.id}/${id}`, kind: 'slot', label, clause, within: null, extend: null })),
    );
