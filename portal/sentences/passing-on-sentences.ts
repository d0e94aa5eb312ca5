import { phrases } from '../../kernel/language/words.ts';

/** What an office reads that passes something on, is asked to take it, or asks others to take part. */
export const PASSING_ON_SENTENCES = phrases('portal/passing-on-sentences.PASSING_ON_SENTENCES', {
  second_post_first: () => ({
    'zh-CN': '这一步由两个岗位经手：一个岗位拟好，再由另一个岗位看过才算数。',
    en: 'Two posts take this step: one proposes it, and another reads it and puts its name to it.',
  }),
  forward_waits: () => ({
    'zh-CN': '已经转给另一个单位，先等它受理或者说明理由退回。在那以前仍由原单位负责。',
    en: 'It was passed on to another office, which must accept or object first. Until then the sender stays answerable.',
  }),
  forward_refused_there: () => ({
    'zh-CN': '这个单位已经说明理由退回过，不能再转给它。不同意它的理由，可以请上级单位指定。',
    en: 'That office has objected already, so it cannot be asked again. If you disagree with its reasons, let the office above decide.',
  }),
  superior_decides: () => ({
    'zh-CN': '这件事由谁办，现在由上一级单位来定，不能再转来转去。',
    en: 'The office above now says whose it is; it is no longer passed from one to the next.',
  }),
  office_was_named: () => ({
    'zh-CN': '上一级单位已经指定由本单位办理，不能再退回。',
    en: 'The office above has named this office; it cannot object any more.',
  }),
  office_out_of_reach: () => ({
    'zh-CN': '请选同一个上级单位下面的另一个单位。',
    en: 'Please choose another office below the same office above.',
  }),
  office_joined_already: () => ({ 'zh-CN': '这个单位已经参加了。', en: 'That office takes part already.' }),
});
