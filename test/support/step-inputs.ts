import { VERBS } from '../../features/grievances/domain/decide.ts';
import type { Verb } from '../../features/grievances/domain/verb.ts';
import type { FieldSpec } from '../../kernel/stream/fields.ts';
import type { Json, JsonObject } from '../../kernel/stream/event.ts';

/** Ids of the town of the tests, by the name of their field. */
const IDS: { readonly [field: string]: string } = { office: 'water', place: 'peace-street', trouble: '00000000' };
/** Days that a step takes: those ahead and those past, of the day on which the town stands. */
const [AHEAD, PAST] = ['2026-12-20', '2026-11-16'] as const;
const DAYS: { readonly [step: string]: JsonObject } = {
  offer_inspection: { on: AHEAD },
  hold_inspection: { on: PAST },
  extend: { until: AHEAD },
  hold_hearing: { from: '2026-11-20', to: '2026-11-21' },
};
/** What is only said where somebody wants to, and is said here. */
const MORE: { readonly [step: string]: JsonObject } = { regrade: { grade: 'simple' }, reply: { outcome: 'explained' } };

const exampleOf = (name: string, spec: FieldSpec): Json => {
  switch (spec.kind) {
    case 'choice':
      return spec.of[0] ?? '';
    case 'step':
    case 'whole':
      return 1;
    case 'day':
      return AHEAD;
    case 'id':
      return IDS[name] ?? '';
    case 'flag':
      return true;
    case 'line':
    case 'text':
    case 'name':
      return '说明。';
    case 'files':
    case 'moment':
    case 'site':
    case 'part':
    case 'group':
    case 'server':
      throw new Error(`a step of staff takes no ${spec.kind}`);
  }
};

const inputOf = ({ name, fields }: Verb): JsonObject => ({
  ...Object.fromEntries(
    Object.entries(fields)
      .filter(([, spec]) => spec.optional !== true)
      .map(([field, spec]) => [field, exampleOf(field, spec)]),
  ),
  ...DAYS[name],
  ...MORE[name],
});

/** An input for each step of staff that the decider would take, from its description: the walk asks who may, not whether it is well written. */
export const INPUTS: { readonly [verb: string]: JsonObject } = Object.fromEntries(
  VERBS.filter((verb) => verb.by === 'staff').map((verb) => [verb.name, inputOf(verb)]),
);
