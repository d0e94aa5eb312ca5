import { phrases } from '../../kernel/language/words.ts';
import { inLang, type Both, type Lang } from '../../kernel/language/languages.ts';
import type { Template } from '../../kernel/relay/message.ts';
import type { RelayConfig } from './config.ts';

/** A message as it is sent: a subject for mail, and the text. */
export interface Message {
  readonly subject: string;
  readonly text: string;
}

type Said = Both<(place: string, portal: string) => Message>;

// No number, no office, no code, no day: who sees the message learns that somebody filed something there.
export const WORDS = phrases<{ readonly [template in Template]: Said }>('server/relay/templates.WORDS', {
  news: {
    'zh-CN': (place, portal) => ({
      subject: '有新的情况',
      text: `您在${place}提交的一件事有新的情况。请用查询码自己看：${portal}`,
    }),
    en: (place, portal) => ({
      subject: 'Something new',
      text: `There is something new on a matter you filed with ${place}. Look with your code at ${portal}`,
    }),
  },
  code_warning: {
    'zh-CN': (place, portal) => ({
      subject: '有人要换查询码',
      text: `您在${place}提交的一件事，有人申请换新的查询码。如果不是您，请尽快用原来的查询码打开：${portal}`,
    }),
    en: (place, portal) => ({
      subject: 'Somebody asked for a new code',
      text: `Somebody asked for a new code for a matter you filed with ${place}. If it was not you, open it soon with your code at ${portal}`,
    }),
  },
});

/** The whole of what is ever sent. */
export const messageOf = (config: Pick<RelayConfig, 'place' | 'portal'>, template: Template, lang: Lang): Message =>
  WORDS[template][lang](inLang(config.place, lang), config.portal);
