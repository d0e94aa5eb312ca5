import { words } from '../kernel/language/words.ts';
import type { Refusal } from '../kernel/refusal.ts';
import { href, html, type Lang, type PageReply } from '../portal/page.ts';
import { sentenceFor } from '../portal/refusal-sentences.ts';
import { statusOf } from '../engine/http/refusal-status.ts';

export const WORDS = words('desk/kept.WORDS', {
  'zh-CN': { title: '登录已经结束', nothing: '什么都没有改动。', kept: '您写的在这里，请先复制下来', signIn: '重新登录' },
  en: {
    title: 'Your sign-in has ended',
    nothing: 'Nothing was changed.',
    kept: 'What you wrote is here; copy it first',
    signIn: 'Sign in again',
  },
});

const NOT_WORDS = ['csrf', 'command', 'expected', 'password', 'code', 'passkey', 'subscription', 'act', 'queue', 'look', 'sure'];

/** A form came too late: nothing happens, and an hour's writing is not lost. */
export const keptPage = (
  lang: Lang,
  refusal: Refusal,
  form: { readonly [name: string]: string },
): PageReply & { readonly kind: 'html' } => {
  const words = WORDS[lang];
  const kept = Object.entries(form).filter(([name, text]) => !NOT_WORDS.includes(name) && text.trim() !== '');
  const body = (
    <>
      <h1>{words.title}</h1>
      <p class="lead">
        {sentenceFor(refusal, lang)} {words.nothing}
      </p>
      <p>
        <a class="btn" href={href(lang, '/desk/sign-in')}>
          {words.signIn}
        </a>
      </p>
      {kept.length > 0 && (
        <>
          <h2>{words.kept}</h2>
          {kept.map(([, text]) => (
            <div class="card words">{text}</div>
          ))}
        </>
      )}
    </>
  );
  return html(words.title, body, { status: statusOf(refusal.refused), other: '/desk/sign-in' });
};
