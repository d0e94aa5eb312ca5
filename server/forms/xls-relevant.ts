import type { Condition, When } from '../../kernel/form/form.ts';

/** A question that a condition can be on: its id here, and its answers by the names they have there. */
export interface Asked {
  readonly id: string;
  readonly many: boolean;
  readonly answers: ReadonlyMap<string, string>;
}

export type RelevantFault = 'xlsform.refused.relevant' | 'xlsform.refused.relevant_lost';

const SELECTED = /^selected\s*\(\s*\$\{\s*([\w.-]+)\s*\}\s*,\s*(?:'([^']*)'|"([^"]*)")\s*\)$/;
const EQUALS = /^\$\{\s*([\w.-]+)\s*\}\s*(!?=)\s*(?:'([^']*)'|"([^"]*)")$/;
const NOT = /^not\s*\((.*)\)$/s;

/** Parts of an expression between a word at its top level; undefined where brackets or quotes do not close. */
const split = (text: string, word: 'and' | 'or'): readonly string[] | undefined => {
  const parts: string[] = [];
  let [depth, quote, from] = [0, '', 0];
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i] ?? '';
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === "'" || sign === '"') quote = sign;
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    else if (depth === 0 && new RegExp(`^\\s${word}\\s`).test(text.slice(i, i + word.length + 2))) {
      parts.push(text.slice(from, i));
      from = i + word.length + 2;
    }
    if (depth < 0) return undefined;
  }
  return depth === 0 && quote === '' ? [...parts, text.slice(from)].map((it) => it.trim()) : undefined;
};

/** Without the brackets around the whole of it. */
const bare = (text: string): string => {
  const inner = /^\((.*)\)$/s.exec(text.trim())?.[1];
  return inner !== undefined && split(inner, 'and') !== undefined ? bare(inner) : text.trim();
};

const conditionOf = (text: string, asked: ReadonlyMap<string, Asked>, isNot: boolean): Condition | RelevantFault => {
  const negated = NOT.exec(text)?.[1];
  if (negated !== undefined && split(negated, 'and') !== undefined) return conditionOf(bare(negated), asked, !isNot);
  const selected = SELECTED.exec(text);
  const equals = selected ? null : EQUALS.exec(text);
  const [, name, ...rest] = selected ?? equals ?? [];
  if (name === undefined) return 'xlsform.refused.relevant';
  const answer = rest.slice(selected ? 0 : 1).find((it) => it !== undefined) ?? '';
  const isOther = (equals?.[2] === '!=') !== isNot;
  const question = asked.get(name);
  if (!question) return 'xlsform.refused.relevant_lost';
  const id = question.answers.get(answer);
  // "Not chosen among several" is no answer that somebody gives; "nothing" is none either.
  if (id === undefined || (isOther && question.many)) return 'xlsform.refused.relevant';
  return { question: question.id, is: isOther ? [...question.answers.values()].filter((it) => it !== id) : [id] };
};

const sameQuestion = (conditions: readonly Condition[]): Condition | undefined => {
  const [first, ...rest] = conditions;
  if (!first || rest.some((it) => it.question !== first.question)) return undefined;
  return { question: first.question, is: [...new Set(conditions.flatMap((it) => it.is))] };
};

/**
 * What a `relevant` of an XLSForm says, if it says no more than a form of ours can: `${q} = 'v'`, `selected(${q}, 'v')`, `and`, `or`, `not`.
 * Several belong together where groups stand in groups: then all have to hold.
 */
export const whenOf = (expressions: readonly string[], asked: ReadonlyMap<string, Asked>): When | undefined | RelevantFault => {
  const all: Condition[] = [];
  let any: readonly Condition[] | undefined;
  for (const expression of expressions) {
    const text = bare(expression);
    const ors = split(text, 'or');
    const ands = split(text, 'and');
    if (!ors || !ands || (ors.length > 1 && ands.length > 1)) return 'xlsform.refused.relevant';
    const read: Condition[] = [];
    for (const part of ors.length > 1 ? ors : ands) {
      const condition = conditionOf(bare(part), asked, false);
      if (typeof condition === 'string') return condition;
      read.push(condition);
    }
    const merged = ors.length > 1 ? sameQuestion(read) : undefined;
    if (ors.length === 1) all.push(...read);
    else if (merged) all.push(merged);
    else if (any) return 'xlsform.refused.relevant';
    else any = read;
  }
  if (any) return all.length === 0 ? { any } : 'xlsform.refused.relevant';
  return all.length === 0 ? undefined : { all };
};
