import type { Label } from '../../../kernel/policy/pack.ts';

/** A group of the steps that a post can take. */
interface StepGroup {
  readonly label: Label;
  readonly steps: readonly string[];
  /** Seldom needed: folded. */
  readonly folded?: true;
}

/** How the buttons of a matter stand together, in the order in which they are needed. Each step is in one group. */
export const STEP_GROUPS: readonly StepGroup[] = [
  {
    label: { 'zh-CN': '答复', en: 'Answer' },
    steps: [
      'reply',
      'propose_reply',
      'return_reply',
      'answer_dispute',
      'decide_review',
      'decide_rereview',
      'explain_final',
      'interim_reply',
      'add_papers',
      'refuse',
      'extend',
    ],
  },
  {
    label: { 'zh-CN': '由谁办', en: 'Who deals with it' },
    steps: [
      'register',
      'accept',
      'forward',
      'take_back',
      'object_forward',
      'ask_naming',
      'name_office',
      'supervise',
      'add_office',
      'release_office',
      'contribute',
    ],
  },
  { label: { 'zh-CN': '问和看', en: 'Ask and look' }, steps: ['ask_filer', 'offer_inspection', 'hold_inspection', 'hold_hearing'] },
  { label: { 'zh-CN': '有生命危险', en: 'A life in danger' }, steps: ['call_duty', 'take_danger'] },
  {
    label: { 'zh-CN': '记录', en: 'Record' },
    steps: ['serve', 'keep_promise', 'locate', 'link_trouble', 'unlink_trouble', 'regrade', 'make_dossier'],
  },
  { label: { 'zh-CN': '少用的', en: 'Seldom needed' }, steps: ['correct', 'void', 'ask_unseal'], folded: true },
];

/** Steps that are read once more, as the filer will read them, before they are taken: what they say is served and cannot be taken back. */
export const LOOKED_AT_FIRST: readonly string[] = [
  'reply',
  'answer_dispute',
  'decide_review',
  'decide_rereview',
  'explain_final',
  'refuse',
];
