import { words } from '../kernel/language/words.ts';
import { statusOf } from '../engine/http/refusal-status.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { href, html, type Lang, type PageReply } from './page.ts';
import { sentenceFor } from './refusal-sentences.ts';

export const WORDS = words('portal/error-page.WORDS', {
  'zh-CN': {
    title: '没有办成',
    next: '可以怎么做',
    back: '返回上一页',
    home: '回到首页',
    code: '如果要问人，请告诉他这个代号：',
  },
  en: {
    title: 'That did not work',
    next: 'What you can do',
    back: 'Go back',
    home: 'To the first page',
    code: 'If you ask somebody for help, tell them this code: ',
  },
});

/** A page for what went wrong, with a next step. */
export const errorPage = (lang: Lang, refusal: Refusal): PageReply & { readonly kind: 'html' } => {
  const words = WORDS[lang];
  const body = (
    <>
      <h1>{words.title}</h1>
      <p class="lead">{sentenceFor(refusal, lang)}</p>
      <h2>{words.next}</h2>
      <ul>
        <li>{words.back}</li>
        <li>
          <a href={href(lang, '/')}>{words.home}</a>
        </li>
      </ul>
      <p class="small">
        {words.code}
        <code>{refusal.refused}</code>
      </p>
    </>
  );
  return html(words.title, body, { status: statusOf(refusal.refused), refusal });
};
