import { words } from '../../../../kernel/language/words.ts';
import { errorPage } from '../../../../portal/error-page.tsx';
import { href, html, type Page } from '../../../../portal/page.ts';
import { refuse } from '../../../../kernel/refusal.ts';

export const WORDS = words('grievances/portal/filing/kiosk.WORDS', {
  'zh-CN': {
    title: '自助机',
    file: '反映一件事',
    follow: '凭查询码查进度',
    ways: '该找谁，走哪条路',
    forget: '这台机器什么也不记：回执显示一分半钟，别的页面十分钟没有动作，就回到这里。走之前请按“回到开头”。',
    seen: '周围的人看得见屏幕。不想让人看见，就在家里用自己的手机。',
    set: '把这台机器设为自助机',
    setText: '设好以后，每一页都会自己回到开头。请在浏览器里关掉保存密码和历史记录。',
    unset: '不再当自助机',
    staff: '设置（工作人员用）',
  },
  en: {
    title: 'Kiosk',
    file: 'Raise a matter',
    follow: 'Follow one with your code',
    ways: 'Which office, and which way',
    forget:
      'This machine remembers nothing: a receipt stands for a minute and a half, any other page returns here after ten minutes. Press “Back to the start” before you leave.',
    seen: 'People around you see the screen. To be unseen, use your own phone at home.',
    set: 'Make this machine a kiosk',
    setText: 'Every page then returns to the start by itself. Switch off saved passwords and the history in its browser.',
    unset: 'No longer a kiosk',
    staff: 'Settings (for staff)',
  },
});

const showPage: Page = {
  path: '/kiosk',
  method: 'GET',
  face: 'open',
  handle: async ({ lang, isKiosk }) => {
    const words = WORDS[lang];
    return html(
      words.title,
      <>
        <h1>{words.title}</h1>
        <p class="row">
          <a class="btn" href={href(lang, '/file')}>
            {words.file}
          </a>
          <a class="btn plain" href={href(lang, '/follow')}>
            {words.follow}
          </a>
          <a class="btn plain" href={href(lang, '/ways')}>
            {words.ways}
          </a>
        </p>
        <p>{words.forget}</p>
        <p>{words.seen}</p>
        <details>
          <summary>{words.staff}</summary>
          <form method="post" action={href(lang, '/kiosk')}>
            <p class="small">{words.setText}</p>
            <button class="btn plain" type="submit" name="act" value={isKiosk ? 'unset' : 'set'}>
              {isKiosk ? words.unset : words.set}
            </button>
          </form>
        </details>
      </>,
      { other: '/kiosk' },
    );
  },
};

const setPage: Page = {
  path: '/kiosk',
  method: 'POST',
  face: 'open',
  handle: async ({ lang, form }) => {
    const act = form['act'];
    if (act !== 'set' && act !== 'unset') return errorPage(lang, refuse('field_choice', { field: 'act' }));
    return { kind: 'redirect', to: '/kiosk', kiosk: act === 'set' };
  },
};

/** The start of a kiosk, and what makes a machine one: a cookie of the machine, the same for whoever stands there (G10). */
export const kioskPages: readonly Page[] = [showPage, setPage];
