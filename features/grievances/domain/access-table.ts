import { mayDo, RELATIONS, ROLES, type AccessAnswer, type AccessQuestion, type AccessRule } from '../../../kernel/access/access.ts';
import { VERBS } from './decide.ts';

/** What a rule can allow a post: opening a matter, and every step of an office. */
export const ACCESS_VERBS: readonly string[] = ['read', ...VERBS.filter((verb) => verb.by === 'staff').map((verb) => verb.name)];

/** One cell of the table. */
export interface AccessCell extends AccessQuestion, AccessAnswer {}

/** Role x relation x verb, all of it: the space is small enough to enumerate (design 7). */
export const accessTable = (rules: readonly AccessRule[]): readonly AccessCell[] =>
  ROLES.flatMap((role) =>
    RELATIONS.flatMap((relation) => ACCESS_VERBS.map((verb) => ({ role, relation, verb, ...mayDo(rules, { role, relation, verb }) }))),
  );

const sameAnswer = (a: AccessAnswer, b: AccessAnswer): boolean => a.allowed === b.allowed && a.rule === b.rule;

/** `may desk-receives: read register` for each rule that decided, in the order of the verbs. */
const answersText = (cells: readonly AccessCell[]): string =>
  cells
    .filter((cell, i) => cells.findIndex((other) => sameAnswer(cell, other)) === i)
    .map((first) => {
      const verbs = cells.filter((cell) => sameAnswer(cell, first)).map((cell) => cell.verb);
      return `${first.allowed ? 'may' : 'not'} ${first.rule ?? 'by default'}: ${verbs.length === ACCESS_VERBS.length && !first.allowed ? 'anything' : verbs.join(' ')}`;
    })
    .join('; ');

/** The table as `policy/access.golden.txt` holds it: one line a role and relation. */
export const accessTableText = (rules: readonly AccessRule[]): string => {
  const table = accessTable(rules);
  const lines = ROLES.flatMap((role) =>
    RELATIONS.map((relation) => {
      const cells = table.filter((cell) => cell.role === role && cell.relation === relation);
      return `${role.padEnd(10)} ${relation.padEnd(8)} ${answersText(cells)}`;
    }),
  );
  return [
    `# ${table.length} cells: role, relation, and for each rule that decides the verbs it decides. Made from policy/access.yaml by "npm run access".`,
    ...lines,
    '',
  ].join('\n');
};
