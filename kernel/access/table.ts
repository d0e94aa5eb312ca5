import { mayDo, RELATIONS, ROLES, type AccessAnswer, type AccessQuestion, type AccessRule } from './access.ts';

/** A kind of entity with the steps of its offices. */
export interface AccessKind {
  readonly name: string;
  readonly verbs: readonly string[];
}

/** What a rule can allow a post: opening an entity of the kind, and every step of an office. */
export const accessVerbs = (kind: AccessKind): readonly string[] => ['read', ...kind.verbs];

/** One cell of the table. */
export interface AccessCell extends AccessQuestion, AccessAnswer {}

/** Role x relation x verb, all of it: the space is small enough to enumerate (design 7). */
export const accessTable = (rules: readonly AccessRule[], kind: AccessKind): readonly AccessCell[] =>
  ROLES.flatMap((role) =>
    RELATIONS.flatMap((relation) =>
      accessVerbs(kind).map((verb) => {
        const asked = { role, relation, verb, of: kind.name };
        return { ...asked, ...mayDo(rules, asked) };
      }),
    ),
  );

const sameAnswer = (a: AccessAnswer, b: AccessAnswer): boolean => a.allowed === b.allowed && a.rule === b.rule;

/** `may desk-receives: read register` for each rule that decided, in the order of the verbs. */
const answersText = (cells: readonly AccessCell[]): string =>
  cells
    .filter((cell, i) => cells.findIndex((other) => sameAnswer(cell, other)) === i)
    .map((first) => {
      const verbs = cells.filter((cell) => sameAnswer(cell, first)).map((cell) => cell.verb);
      return `${first.allowed ? 'may' : 'not'} ${first.rule ?? 'by default'}: ${verbs.length === cells.length && !first.allowed ? 'anything' : verbs.join(' ')}`;
    })
    .join('; ');

const linesOf = (rules: readonly AccessRule[], kind: AccessKind): readonly string[] => {
  const table = accessTable(rules, kind);
  return ROLES.flatMap((role) =>
    RELATIONS.map((relation) => {
      const cells = table.filter((cell) => cell.role === role && cell.relation === relation);
      return `${role.padEnd(10)} ${relation.padEnd(8)} ${answersText(cells)}`;
    }),
  );
};

/** The table as `policy/access.golden.txt` holds it: one line a role and relation, the kinds one after the other. */
export const accessTableText = (rules: readonly AccessRule[], kinds: readonly AccessKind[]): string =>
  [
    ...kinds.flatMap((kind) => [
      `# ${kind.name}: ${accessTable(rules, kind).length} cells: role, relation, and for each rule that decides the verbs it decides. Made from policy/access.yaml by "npm run access".`,
      ...linesOf(rules, kind),
    ]),
    '',
  ].join('\n');
