import { words } from '../../../kernel/language/words.ts';
import { occurred, type Asked, type Dressed } from './dress.ts';

/** Labels and hints of the forms of a door that protects a child. */
export const CHILD_LABELS = words('grievances/desk/child-fields.CHILD_LABELS', {
  'zh-CN': {
    measure: '做了什么',
    protectWords: '说明',
    read: '拿着查询码的人会读到：不写姓名、班级，也不写孩子现在在哪里。',
    told: '怎样告诉的',
    because: '为什么不告诉',
    instead: '由谁替孩子说话',
    keptWhy: '理由',
    lookedBy: '谁去看的（不能是学校）',
    found: '看到了什么',
    childHeard: '听孩子自己说过',
    foundWords: '事情的经过',
    question: '要问的话',
    questionHint: '请对方在孩子安全的时候问。不回答，不等于没事。',
    at: '在哪里听的（不能在学校）',
    said: '孩子说现在怎么样',
  },
  en: {
    measure: 'What was done',
    protectWords: 'In words',
    read: 'Whoever holds the receipt reads it: no names, no class, and not where the child is now.',
    told: 'How they were told',
    because: 'Why they are not told',
    instead: 'Who speaks for the child instead',
    keptWhy: 'Reason',
    lookedBy: 'Who looked (never the school)',
    found: 'What was found',
    childHeard: 'The child itself was heard',
    foundWords: 'What happened',
    question: 'The question',
    questionHint: 'It asks to put it to the child when the child is safe. No answer does not mean that all is well.',
    at: 'Where the child was heard (never in the school)',
    said: 'How the child says it is now',
  },
});

/** The forms of a door that protects a child. */
export const CHILD_DRESSES: { readonly [command: string]: (asked: Asked) => Dressed } = {
  protect_child: (asked) => ({
    measure: { label: CHILD_LABELS[asked.lang].measure },
    words: { label: CHILD_LABELS[asked.lang].protectWords, hint: CHILD_LABELS[asked.lang].read },
    occurredOn: occurred(asked),
  }),
  tell_guardian: (asked) => ({
    how: { label: CHILD_LABELS[asked.lang].told },
    words: { label: CHILD_LABELS[asked.lang].protectWords, hint: CHILD_LABELS[asked.lang].read },
    occurredOn: occurred(asked),
  }),
  keep_guardian_out: ({ lang }) => ({
    because: { label: CHILD_LABELS[lang].because },
    instead: { label: CHILD_LABELS[lang].instead },
    words: { label: CHILD_LABELS[lang].keptWhy, hint: CHILD_LABELS[lang].read },
  }),
  look_outside: (asked) => ({
    lookedBy: { label: CHILD_LABELS[asked.lang].lookedBy },
    found: { label: CHILD_LABELS[asked.lang].found },
    childHeard: { label: CHILD_LABELS[asked.lang].childHeard },
    words: { label: CHILD_LABELS[asked.lang].foundWords, hint: CHILD_LABELS[asked.lang].read, tall: true },
    occurredOn: occurred(asked),
  }),
  ask_child: ({ lang }) => ({ words: { label: CHILD_LABELS[lang].question, hint: CHILD_LABELS[lang].questionHint } }),
  hear_child: (asked) => ({
    at: { label: CHILD_LABELS[asked.lang].at },
    said: { label: CHILD_LABELS[asked.lang].said },
    words: { label: CHILD_LABELS[asked.lang].protectWords, hint: CHILD_LABELS[asked.lang].read },
    occurredOn: occurred(asked),
  }),
};
