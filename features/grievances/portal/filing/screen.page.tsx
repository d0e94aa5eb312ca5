import { words } from '../../../../kernel/language/words.ts';
import { typedDigits } from '../../../../kernel/canonical/bounded-text.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { errorPage } from '../../../../portal/error-page.tsx';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../../portal/page.ts';
import { screensOf } from '../../server/receipts/handed-receipts.ts';
import { readForFiler } from '../../server/read-matter.ts';
import { receiptReply } from './receipt.tsx';

export const WORDS = words('grievances/portal/filing/screen.WORDS', {
  'zh-CN': {
    title: '面向来人的屏幕',
    lead: '把这台设备的屏幕朝向来办事的人。工作人员写好一件事以后，回执只出现在这里，工作人员看不见查询码。',
    start: '开始',
    staff: '这台设备上登录着工作人员，不能当作面向来人的屏幕。请用另一台设备，或者先退出登录。',
    waiting: '这块屏幕的号码',
    tell: '请把号码告诉窗口的工作人员。您的回执会出现在这里，抄下或拍下查询码就行；一分半钟以后自动消失。',
    closed: '这块屏幕已经关闭',
    again: '重新开始',
    done: '我记好了，清除',
    more: '再给我一分半钟',
    look: '看看到了没有',
    busy: '这里打开的屏幕太多，或者输错的次数太多。请过十分钟再试。',
    pass: '开屏码',
    passHint: '七位数字，工作人员在“记下一件”那一页上看得到，十分钟内有效。',
    wrong: '开屏码不对，或者过了十分钟。请工作人员再看一眼。',
  },
  en: {
    title: 'Screen for the person at the counter',
    lead: 'Turn the screen of this device towards the person. Once a matter is written down, its receipt appears here alone; staff do not see the code.',
    start: 'Start',
    staff: 'Staff are signed in on this device, so it cannot be the screen for the person. Use another device, or sign out first.',
    waiting: 'The number of this screen',
    tell: 'Please tell the clerk the number. Your receipt appears here: copy or photograph the code. It disappears by itself after a minute and a half.',
    closed: 'This screen is closed',
    again: 'Start again',
    done: 'I have it: clear the screen',
    more: 'Give me more time',
    look: 'See whether it is here',
    busy: 'Too many screens are open from here, or too many codes were wrong. Please try again in ten minutes.',
    pass: 'Opening code',
    passHint: 'Seven digits that staff see on the page “Write down”, good for ten minutes.',
    wrong: 'The opening code is wrong, or older than ten minutes. Please ask staff to look again.',
  },
});

const POLL_SECONDS = 3;
const SHOWN_SECONDS = 90;

const startReply = (lang: Lang, said?: string): PageReply =>
  html(
    WORDS[lang].title,
    <>
      <h1>{said ?? WORDS[lang].title}</h1>
      <p class="lead">{WORDS[lang].lead}</p>
      <form method="post" action={href(lang, '/screen')}>
        <label for="pass">{WORDS[lang].pass}</label>
        <p class="hint" id="pass-hint">
          {WORDS[lang].passHint}
        </p>
        <p>
          <input id="pass" type="text" name="pass" inputMode="numeric" autocomplete="off" aria-describedby="pass-hint" />
        </p>
        <button class="btn" type="submit">
          {said === undefined ? WORDS[lang].start : WORDS[lang].again}
        </button>
      </form>
    </>,
    { other: '/screen' },
  );

const startPage: Page = { path: '/screen', method: 'GET', face: 'open', handle: async ({ lang }) => startReply(lang) };

const openPage: Page = {
  path: '/screen',
  method: 'POST',
  face: 'open',
  handle: async (request) => {
    const { service, lang, form, visitor } = request;
    if (await request.isStaffDevice()) return startReply(lang, WORDS[lang].staff);
    const screen = screensOf(service).open({ pass: typedDigits(form['pass'] ?? '') ?? '', visitor }, service.clock());
    if (typeof screen === 'string') return startReply(lang, WORDS[lang][screen === 'pass' ? 'wrong' : 'busy']);
    return { kind: 'redirect', to: `/screen/${screen.secret}` };
  },
};

const waitingReply = (lang: Lang, handle: string, secret: string): PageReply =>
  html(
    WORDS[lang].title,
    <>
      <h1>{WORDS[lang].waiting}</h1>
      <p class="code">{handle}</p>
      <p>{WORDS[lang].tell}</p>
      <p>
        <a class="btn plain" href={href(lang, `/screen/${secret}`)}>
          {WORDS[lang].look}
        </a>
      </p>
    </>,
    { other: null, refresh: { refreshSeconds: POLL_SECONDS, to: href(lang, `/screen/${secret}`) } },
  );

const show = async (request: PageRequest): Promise<PageReply> => {
  const { service, lang, params, origin } = request;
  const secret = params['secret'] ?? '';
  if (await request.isStaffDevice()) return errorPage(lang, refuse('not_from_staff_device'));
  const seen = screensOf(service).look(secret, service.clock());
  if (!seen) return startReply(lang, WORDS[lang].closed);
  if (seen.shown === null) return waitingReply(lang, seen.handle, secret);
  const view = await readForFiler(service, seen.shown.answer.number);
  if (!view || isRefusal(view)) return startReply(lang, WORDS[lang].closed);
  const shown = receiptReply({ lang: seen.shown.lang, origin, answer: seen.shown.answer, view, tickMs: service.tickMs });
  if (shown.kind !== 'html') return shown;
  return {
    ...shown,
    refresh: { refreshSeconds: SHOWN_SECONDS, to: href(lang, `/screen/${secret}`) },
    body: (
      <>
        <form method="post" action={href(lang, `/screen/${secret}`)} class="screen">
          <p class="row">
            <button class="btn plain" type="submit" name="act" value="done">
              {WORDS[seen.shown.lang].done}
            </button>
            <button class="btn plain" type="submit" name="act" value="more">
              {WORDS[seen.shown.lang].more}
            </button>
          </p>
        </form>
        {shown.body}
      </>
    ),
  };
};

/** The screen itself. Its address is a secret of that device, and holds nothing of any matter. */
const screenPage: Page = { path: '/screen/:secret', method: 'GET', face: 'open', handle: show };

const donePage: Page = {
  path: '/screen/:secret',
  method: 'POST',
  face: 'open',
  handle: async ({ service, params, form }) => {
    const secret = params['secret'] ?? '';
    if (form['act'] === 'more') screensOf(service).extend(secret, service.clock());
    else screensOf(service).clear(secret);
    return { kind: 'redirect', to: `/screen/${secret}` };
  },
};

export const screenPages: readonly Page[] = [startPage, openPage, screenPage, donePage];
