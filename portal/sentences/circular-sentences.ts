import { phrases } from '../../kernel/language/words.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';

const said = (d: JsonObject, name: string): string => String(d[name] ?? '');

/** What somebody reads who issues a circular, confirms that it is received, or says that it is carried out. */
export const CIRCULAR_SENTENCES = phrases('portal/circular-sentences.CIRCULAR_SENTENCES', {
  circular_word: (d: JsonObject) => ({
    'zh-CN': `通知里有“${said(d, 'word')}”：通知不管人的行踪、想法、反映问题，也不借政治日子。请改成要办的事。`,
    en: `The circular has “${said(d, 'word')}” in it: no office is told to watch people or what they raise, or to act because of a political day. Write what is to be done.`,
  }),
  circular_no_office: () => ({ 'zh-CN': '至少选一个要送的单位。', en: 'Choose at least one office to send it to.' }),
  circular_own_office: () => ({ 'zh-CN': '通知不用送给自己。', en: 'A circular is not sent to the office that issues it.' }),
  circular_office_above: () => ({
    'zh-CN': '选的单位里有本单位的上级：对上级用报告，不用通知。',
    en: 'One of these offices is above yours: it is reported to, and is sent no circular.',
  }),
  circular_offices_many: (d: JsonObject) => ({
    'zh-CN': `一份通知最多送${said(d, 'max')}个单位，选了${said(d, 'count')}个。请分成几份。`,
    en: `One circular is sent to ${said(d, 'max')} offices at most; ${said(d, 'count')} are chosen. Please make several of it.`,
  }),
  circular_far: (d: JsonObject) => ({
    'zh-CN': `这一天最远在今天以后${said(d, 'max')}天。`,
    en: `That day lies at most ${said(d, 'max')} days after today.`,
  }),
  circular_carry_day: (d: JsonObject) => ({
    'zh-CN': `落实的截止日要晚于签收的截止日（${said(d, 'due')}）。`,
    en: `It is carried out by a day after the last one for the receipt (${said(d, 'due')}).`,
  }),
  circular_unknown: () => ({
    'zh-CN': '本单位没有发过这个编号的通知。',
    en: 'Your office has issued no circular of this number.',
  }),
  circular_paper_used: () => ({
    'zh-CN': '这个文号本单位已经发过一份，还没有收回。刚才可能有人同时发出。',
    en: 'Your office has a circular of this number that is not taken back; somebody may have issued it at the same moment.',
  }),
  circular_only_receipt: () => ({
    'zh-CN': '这份通知只要签收，不要求报落实。',
    en: 'Only the receipt of this circular is owed; nothing is to be reported.',
  }),
  circular_unread: () => ({ 'zh-CN': '先签收，再报落实。', en: 'The receipt comes first, then what was carried out.' }),
  circular_runs: (d: JsonObject) => ({
    'zh-CN': `最后一天是${said(d, 'due')}，过了那天才能结清。`,
    en: `Its last day is ${said(d, 'due')}: the board is closed after that day.`,
  }),
  circular_closed: () => ({
    'zh-CN': '签收表已经结清，以后不再改。',
    en: 'The board of this circular is closed, and stays as it is.',
  }),
  circular_taken_back: () => ({
    'zh-CN': '这份通知已经收回，不用再签收、落实。',
    en: 'This circular was taken back: nothing of it is owed any more.',
  }),
});
