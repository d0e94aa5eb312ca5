import { langOf } from '../kernel/language/languages.ts';
import { words } from '../kernel/language/words.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { errorPage } from '../portal/error-page.tsx';
import { href, html, type Page } from '../portal/page.ts';
import { leave } from '../engine/people/oidc.ts';
import { signInByOidc } from '../engine/people/sign-in.ts';
import { signInView } from './sign-in.page.tsx';

export const WORDS = words('desk/oidc.WORDS', {
  'zh-CN': { title: '已经登录', go: '到待办' },
  en: { title: 'Signed in', go: 'To the worklist' },
});

/** Out to the organisation's own sign-in and back; from here it only ever goes to the worklist. */
export const oidcPages: readonly Page[] = [
  {
    path: '/desk/oidc',
    method: 'GET',
    face: 'sign-in',
    handle: async (request) => {
      const { service, lang, origin } = request;
      const left = await leave(service.wrappingKey, origin, lang, service.clock());
      if (!isRefusal(left)) return { kind: 'leave', to: left.to, sealed: left.cookie };
      return left.refused === 'oidc_failed' ? signInView(request, '', left) : errorPage(lang, left);
    },
  },
  {
    path: '/desk/oidc/callback',
    method: 'GET',
    face: 'sign-in',
    handle: async (request) => {
      const { service, origin, query, sealed, visitor, token } = request;
      const back = { origin, query, cookie: sealed };
      const signedIn = await signInByOidc(service, back, visitor, token);
      if (isRefusal(signedIn)) {
        if (signedIn.refused === 'not_found') return errorPage(request.lang, signedIn);
        // The page of the sign-in, which then has nothing sealed any more.
        const page = await signInView(request, '', signedIn);
        return page.kind === 'html' ? { ...page, sealed: null } : page;
      }
      const lang = langOf(signedIn.home);
      const desk = href(lang, '/desk');
      // A page and not a redirect: the way here began at another site, and a Strict cookie is not sent along it.
      return html(
        WORDS[lang].title,
        <>
          <h1>{WORDS[lang].title}</h1>
          <p>
            <a class="btn" href={desk}>
              {WORDS[lang].go}
            </a>
          </p>
        </>,
        { head: { refreshSeconds: 0, to: desk }, session: signedIn.token, sealed: null, other: null },
      );
    },
  },
];
