import type { Json } from '../../kernel/stream/event.ts';
import { checkCustodians, parseCustodians, type CustodianProblem, type CustodianSet } from '../../kernel/seal/custodians.ts';
import type { NewDefinition } from './create.ts';

/** A set of custodians as a definition; there is one name, so a newer one replaces it. */
export const custodianDefinition = (set: CustodianSet): NewDefinition => ({
  kind: 'custodians',
  name: 'custodians',
  body: set as unknown as Json, // a set is plain JSON by its own type
});

interface Offices {
  readonly deskOffice: string;
  readonly offices: readonly { readonly office: string; readonly parent: string | null }[];
}

/** Reads a set from a parsed file and checks it against the offices (G4): the set, or what is wrong with it. */
export const readCustodians = (value: unknown, { deskOffice, offices }: Offices): CustodianSet | readonly CustodianProblem[] => {
  const set = parseCustodians(value);
  if (!set) return [{ code: 'custodian_shape', about: 'file' }];
  const parents = new Map(offices.map((it) => [it.office, it.parent] as const));
  const problems = checkCustodians(set, { parentOf: (office) => parents.get(office), deskOffice });
  return problems.length > 0 ? problems : set;
};
