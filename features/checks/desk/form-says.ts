import { words } from '../../../kernel/language/words.ts';

/** What stands beside the questions of a form, on a page and on a phone: a table of its own, since a phone loads nothing more. */
export const FORM_SAYS = words('checks/desk/form-says.FORM_SAYS', {
  'zh-CN': {
    clause: '依据：',
    optional: '（可以不填）',
    noAnswer: '没有回答',
    noWords: '写明哪里不合格',
    notRight: '填得不对',
    photosHint: (most: number) => `整张表最多附${most}张照片。`,
  },
  en: {
    clause: 'By: ',
    optional: ' (optional)',
    noAnswer: 'has no answer',
    noWords: 'say what is not in order',
    notRight: 'is not right',
    photosHint: (most: number) => `At most ${most} photos in the whole form.`,
  },
});
