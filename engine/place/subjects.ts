import type { Json } from '../../kernel/stream/event.ts';
import type { Subjects } from '../../kernel/policy/subjects.ts';
import type { Pack } from '../../kernel/policy/pack.ts';
import type { Words } from '../../kernel/policy/vocabulary.ts';
import type { NewDefinition } from './create.ts';

/** What a list of subjects needs to be there: offices that it suggests, and packs that can be filed under. */
export interface Around {
  readonly offices: readonly string[];
  readonly packs: readonly Pick<Pack<Words>, 'id' | 'kind' | 'offered'>[];
}

/** A list of subjects, ready to be published. */
export const subjectsDefinition = (set: Subjects): NewDefinition => ({
  kind: 'subjects',
  name: set.id,
  body: set as unknown as Json, // plain JSON by its own type
});

/** What in a checked list does not fit a jurisdiction, as `code: about`. */
export const subjectProblems = (set: Subjects, { offices, packs }: Around): readonly { readonly code: string; readonly about: string }[] =>
  set.subjects.flatMap((it) => {
    const pack = packs.find((one) => one.id === it.pack);
    return [
      ...(it.office === undefined || offices.includes(it.office)
        ? []
        : [{ code: 'subjects.office.unknown', about: `${it.id}: ${it.office}` }]),
      ...(pack?.offered === true ? [] : [{ code: 'subjects.pack.unknown', about: `${it.id}: ${it.pack}` }]),
      // Help and proposals are between the filer and the office: no other program lists them (G13).
      ...(it.open311 && pack !== undefined && pack.kind !== 'grievance' && pack.kind !== 'hazard_report'
        ? [{ code: 'subjects.open311.kind', about: it.id }]
        : []),
    ];
  });
