import { words } from '../kernel/language/words.ts';
import { href, html, type Page } from '../portal/page.ts';
import { endSession } from '../engine/people/sessions.ts';

export const WORDS = words('desk/sign-out.WORDS', {
  'zh-CN': { title: '退出', lead: '退出以后，这台设备上不会留下什么。', go: '退出登录', back: '回到待办' },
  en: { title: 'Sign out', lead: 'Nothing stays behind on this device.', go: 'Sign out', back: 'Back to the worklist' },
});

/** A page with one button: following a link must not end a session. */
export const signOutPages: readonly Page[] = [
  {
    path: '/desk/sign-out',
    method: 'GET',
    face: 'desk',
    handle: async ({ lang, csrf }) =>
      html(
        WORDS[lang].title,
        <>
          <h1>{WORDS[lang].title}</h1>
          <p class="lead">{WORDS[lang].lead}</p>
          <form method="post" action={href(lang, '/desk/sign-out')}>
            <input type="hidden" name="csrf" value={csrf} />
            <p class="row">
              <button class="btn">{WORDS[lang].go}</button>{' '}
              <a class="btn plain" href={href(lang, '/desk')}>
                {WORDS[lang].back}
              </a>
            </p>
          </form>
        </>,
      ),
  },
  {
    path: '/desk/sign-out',
    method: 'POST',
    face: 'desk',
    handle: async ({ service, token }) => {
      if (token !== undefined) await service.read((tx) => endSession(tx, token));
      return { kind: 'redirect', to: '/desk/sign-in', session: null };
    },
  },
];
