import { foldForms } from '../../../kernel/canonical/bounded-text.ts';

/**
 * Words of an accusation against a person, published here and closed: what is typed with one of them is sent to the doors outside and never
 * to the form, where the office that is accused might read it (G5). No row of it names a group of people.
 */
export const ACCUSING_WORDS = {
  'zh-CN': [
    '贪污',
    '贪腐',
    '腐败',
    '受贿',
    '行贿',
    '索贿',
    '贿赂',
    '收钱',
    '收红包',
    '收礼',
    '好处费',
    '回扣',
    '吃拿卡要',
    '以权谋私',
    '滥用职权',
    '挪用',
    '私分',
    '打人',
    '打骂',
    '殴打',
    '打击报复',
    '报复我',
    '举报',
    '检举',
    '控告',
    '性侵',
    '猥亵',
    '虐待',
    '刑讯',
    '逼供',
  ],
  en: [
    'bribe',
    'bribing',
    'bribery',
    'corrupt',
    'embezzl',
    'kickback',
    'took money',
    'takes money',
    'taking money',
    'abuse of power',
    'abuse of office',
    'beat me',
    'beaten',
    'beating',
    'beat up',
    'hit me',
    'assault',
    'molest',
    'sexual abuse',
    'sexually abused',
    'child abuse',
    'torture',
    'retaliat',
    'whistleblow',
    'report an official',
    'accuse',
  ],
} as const;

/** Whether what somebody typed accuses a person; a word in Latin letters counts from its beginning. */
export const isAccusing = (typed: string): boolean => {
  const said = foldForms(typed).toLowerCase().replaceAll(/\s+/g, ' ');
  const dense = said.replaceAll(' ', '');
  return (
    ACCUSING_WORDS['zh-CN'].some((word) => dense.includes(word)) ||
    ACCUSING_WORDS.en.some((word) => new RegExp(`(?<!\\p{L})${word}`, 'u').test(said))
  );
};
