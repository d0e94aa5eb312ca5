import type { Label } from '../policy/pack.ts';

/** Functions a post can have. */
export const ROLES = ['head', 'desk', 'handler', 'reviewer', 'mediator', 'inspector', 'duty', 'custodian', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** How an office stands to a matter. `asked` is the one that a matter was
 * forwarded to, `co` and `watch` help or read along, `above` and `above_2` are the offices its steps upward go to. */
export const RELATIONS = ['own', 'asked', 'co', 'watch', 'above', 'above_2', 'accused', 'other'] as const;
export type Relation = (typeof RELATIONS)[number];

/** One line of `policy/access.yaml`. A missing list means any. */
export interface AccessRule {
  readonly id: string;
  readonly effect: 'allow' | 'forbid';
  readonly roles?: readonly Role[];
  readonly relations?: readonly Relation[];
  readonly verbs?: readonly string[];
  /** Kinds of entity; a missing list means matters, as every table of before does. */
  readonly of?: readonly string[];
  readonly clause: Label;
}

export interface AccessQuestion {
  readonly role: Role;
  readonly relation: Relation;
  readonly verb: string;
  /** The kind of entity; a matter where nothing is said. */
  readonly of?: string;
}

const MATTERS = ['matter'];

const covers = (rule: AccessRule, question: AccessQuestion): boolean =>
  (rule.of ?? MATTERS).includes(question.of ?? 'matter') &&
  (rule.roles?.includes(question.role) ?? true) &&
  (rule.relations?.includes(question.relation) ?? true) &&
  (rule.verbs?.includes(question.verb) ?? true);

/** `rule` is the one that decided, null for the default. */
export interface AccessAnswer {
  readonly allowed: boolean;
  readonly rule: string | null;
}

/** Forbid wins; what no rule allows is denied. */
export const mayDo = (rules: readonly AccessRule[], question: AccessQuestion): AccessAnswer => {
  const forbidden = rules.find((rule) => rule.effect === 'forbid' && covers(rule, question));
  if (forbidden) return { allowed: false, rule: forbidden.id };
  const allowed = rules.find((rule) => rule.effect === 'allow' && covers(rule, question));
  return { allowed: allowed !== undefined, rule: allowed?.id ?? null };
};

/** Whether some rule lets a post of this role open matters; whoever gets such a post needs a second person's word. */
export const readsMatters = (rules: readonly AccessRule[], role: Role): boolean =>
  rules.some((rule) => rule.effect === 'allow' && (rule.roles?.includes(role) ?? true) && (rule.verbs?.includes('read') ?? true));

/** Whether a post of this role may open entities of a kind that its own office has: whose lists of them it sees. */
export const mayList = (rules: readonly AccessRule[], role: Role, of: string): boolean =>
  mayDo(rules, { role, relation: 'own', verb: 'read', of }).allowed;
