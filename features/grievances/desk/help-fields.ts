import { words } from '../../../kernel/language/words.ts';
import { unanswered } from '../domain/help/referrals.ts';
import { occurred, wordsOf, type Asked, type Dressed } from './dress.ts';
import { choiceName } from './words.ts';

/** Labels and hints of the forms by which somebody is led to the right door. */
export const HELP_LABELS = words('grievances/desk/help-fields.HELP_LABELS', {
  'zh-CN': {
    body: '哪个窗口',
    where: '怎么去：地址、几点开、电话、找哪个窗口',
    read: '来件人会读到。',
    bring: '带什么材料',
    bringHint: '一行一样。材料由本人带去，这里不留。',
    of: '哪一次',
    became: '办得怎么样',
    why: '说明；没有办的，写明为什么',
    gap: '缺的是什么规定',
    gapHint: '来件人会读到。数目按事项类别公布，这些话不公布。',
  },
  en: {
    body: 'Which door',
    where: 'How to get there: address, hours, telephone, which counter',
    read: 'The filer reads it.',
    bring: 'What to bring',
    bringHint: 'One a line. Papers are carried by whoever asks; none is kept here.',
    of: 'Which referral',
    became: 'What became of it',
    why: 'In words; where it was not done, why',
    gap: 'Which rule is missing',
    gapHint: 'The filer reads it. The count is published by subject; these words are not.',
  },
});

/** The forms of a referral, and of a gap in the rules. */
export const HELP_DRESSES: { readonly [command: string]: (asked: Asked) => Dressed } = {
  refer_out: (asked) => ({
    body: { label: HELP_LABELS[asked.lang].body },
    words: { label: HELP_LABELS[asked.lang].where, hint: HELP_LABELS[asked.lang].read },
    bring: { label: HELP_LABELS[asked.lang].bring, hint: HELP_LABELS[asked.lang].bringHint },
    occurredOn: occurred(asked),
  }),
  report_referral: (asked) => ({
    of: {
      label: HELP_LABELS[asked.lang].of,
      options: unanswered(asked.view.state).map((event) => ({
        value: String(event.n),
        text: `${choiceName(event.data['body'], asked.lang)} ${wordsOf(asked, event.n, 'words')}`.trim().slice(0, 80),
      })),
      needed: true,
    },
    became: { label: HELP_LABELS[asked.lang].became },
    words: { label: HELP_LABELS[asked.lang].why, hint: HELP_LABELS[asked.lang].read },
    occurredOn: occurred(asked),
  }),
  note_gap: ({ lang }) => ({ words: { label: HELP_LABELS[lang].gap, hint: HELP_LABELS[lang].gapHint } }),
};
