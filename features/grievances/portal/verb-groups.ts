import { phrases } from '../../../kernel/language/words.ts';
import type { Label } from '../../../kernel/policy/pack.ts';

/** What stands together on the page of a matter, in the order in which it is needed; `folded` is seldom needed. */
export const STEP_GROUPS = [
  { name: 'answer' },
  { name: 'who' },
  { name: 'ask' },
  { name: 'danger' },
  { name: 'record' },
  { name: 'seldom', folded: true },
] as const satisfies readonly { readonly name: string; readonly folded?: true }[];

type Group = (typeof STEP_GROUPS)[number]['name'];

/** Above the buttons of a group. */
export const GROUP_WORDS = phrases<{ readonly [group in Group]: Label }>('grievances/portal/verb-groups.GROUP_WORDS', {
  answer: { 'zh-CN': '答复', en: 'Answer' },
  who: { 'zh-CN': '由谁办', en: 'Who deals with it' },
  ask: { 'zh-CN': '问和看', en: 'Ask and look' },
  danger: { 'zh-CN': '有生命危险', en: 'A life in danger' },
  record: { 'zh-CN': '记录', en: 'Record' },
  seldom: { 'zh-CN': '少用的', en: 'Seldom needed' },
});

/** What pages say of a step of an office, once; the labels of its fields stand with its form. */
export interface VerbWords {
  readonly group: Group;
  /** On its button and in lists of steps. */
  readonly button: Label;
  /** What a rule allows a post, as the public reads it on `/access`. */
  readonly may: Label;
  /** Above its form. */
  readonly lead?: Label;
  /** Read once more, as the filer will read it, before it is taken: what it says is served and cannot be taken back. */
  readonly looked?: true;
}
