import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { RELATIONS, ROLES, type AccessRule } from '../../kernel/access/access.ts';
import type { Json } from '../../kernel/stream/event.ts';
import type { Pack } from '../../kernel/policy/pack.ts';
import { getCalendarDefinition } from '../../policy/calendars/find-calendar.ts';
import type { Vocabulary, Words } from '../../kernel/policy/vocabulary.ts';
import { getPackOf } from '../../policy/load.ts';
import type { NewDefinition } from './create.ts';

const isAccessRule = (value: unknown): value is AccessRule => {
  const rule = value as AccessRule; // each field is checked below
  const within = (some: readonly string[] | undefined, all: readonly string[]): boolean =>
    some === undefined || (Array.isArray(some) && some.every((it) => all.includes(it)));
  return (
    typeof rule.id === 'string' &&
    (rule.effect === 'allow' || rule.effect === 'forbid') &&
    typeof rule.clause?.['zh-CN'] === 'string' &&
    typeof rule.clause.en === 'string' &&
    within(rule.roles, ROLES) &&
    within(rule.relations, RELATIONS) &&
    (rule.of === undefined || (Array.isArray(rule.of) && rule.of.every((it) => typeof it === 'string')))
  );
};

/** The rules of an access table as YAML; undefined when a line is not one. */
export const readAccessRules = (text: string): readonly AccessRule[] | undefined => {
  const read: unknown = parse(text);
  const rules = (read as { rules?: unknown } | null)?.rules;
  return Array.isArray(rules) && rules.every(isAccessRule) ? rules : undefined;
};

/** The access table of `policy/access.yaml`; throws when a line is not one. */
export const readAccess = (): { readonly rules: readonly AccessRule[] } => {
  const rules = readAccessRules(readFileSync(join(import.meta.dirname, '../../policy/access.yaml'), 'utf8'));
  if (!rules) throw new Error('policy/access.yaml holds a line that is not a rule');
  return { rules };
};

/** The definitions that packs need, their calendars in the clocks of `zone` where it is given. */
export const definitionsOf = (packs: readonly Pack<Words>[], zone?: string): readonly NewDefinition[] => {
  const calendars = new Map(
    packs.map(({ calendar }) => [calendar.id, getCalendarDefinition(zone === undefined ? calendar : { ...calendar, zone })] as const),
  );
  // Packs, calendars and access rules are plain JSON by their own types.
  const json = (value: object): Json => value as unknown as Json;
  return [
    ...packs.map((pack): NewDefinition => ({ kind: 'pack', name: pack.id, body: json(pack) })),
    ...[...calendars].map(([name, body]): NewDefinition => ({ kind: 'calendar', name, body: json(body) })),
    { kind: 'access', name: 'access', body: json(readAccess()) },
  ];
};

/** The definitions a jurisdiction starts with, its packs of any of these kinds; at first set-up they are valid at once (G1). */
export const firstDefinitions = (all: readonly Vocabulary[], packIds: readonly string[]): readonly NewDefinition[] =>
  definitionsOf(packIds.map((id) => getPackOf(all, id)));
