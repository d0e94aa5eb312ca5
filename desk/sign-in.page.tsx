import { isRefusal, type Refusal } from '../kernel/refusal.ts';
import { href, html, type Lang, type Page, type PageReply } from '../portal/page.ts';
import { statusOf } from '../server/http/refusal-status.ts';
import { signInFrom } from '../server/jurisdiction/sign-in.ts';
import { FaultSummary, Fields, type Field } from './fields.tsx';

const WORDS = {
  'zh-CN': {
    title: '工作人员登录',
    lead: '这里只给办件的岗位使用。反映事情、查进度都不需要登录。',
    staff: '账号',
    password: '密码',
    code: '动态码',
    codeHint: '手机验证器上的6位数字，每个只能用一次。',
    go: '登录',
    filer: '我是来反映事情的',
  },
  en: {
    title: 'Staff sign-in',
    lead: 'For the posts that deal with matters. Nobody needs an account to raise or follow one.',
    staff: 'Account',
    password: 'Password',
    code: 'Code',
    codeHint: 'The six digits in your authenticator; each works once.',
    go: 'Sign in',
    filer: 'I came to raise a matter',
  },
} as const;

const fieldsOf = (lang: Lang): readonly Field[] => [
  { kind: 'line', name: 'staff', label: WORDS[lang].staff, complete: 'username' },
  { kind: 'password', name: 'password', label: WORDS[lang].password },
  { kind: 'line', name: 'code', label: WORDS[lang].code, hint: WORDS[lang].codeHint, complete: 'one-time-code', digits: true },
];

const view = (lang: Lang, staff: string, refusal?: Refusal): PageReply => {
  const words = WORDS[lang];
  const form = { lang, id: 'sign-in', typed: { staff } };
  const body = (
    <>
      {refusal && <FaultSummary refusal={refusal} form={form} fields={[]} />}
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <form method="post" action={href(lang, '/desk/sign-in')}>
        <Fields fields={fieldsOf(lang)} form={form} />
        <p>
          <button class="btn">{words.go}</button>
        </p>
      </form>
      <p class="small">
        <a href={href(lang, '/')}>{words.filer}</a>
      </p>
    </>
  );
  return html(words.title, body, refusal ? { status: statusOf(refusal.refused) } : {});
};

/** Account, password and code; a session when all three are right, one sentence when any is not. */
export const signInPages: readonly Page[] = [
  {
    path: '/desk/sign-in',
    method: 'GET',
    face: 'sign-in',
    handle: async ({ lang, staff }) => (staff ? { kind: 'redirect', to: '/desk' } : view(lang, '')),
  },
  {
    path: '/desk/sign-in',
    method: 'POST',
    face: 'sign-in',
    handle: async ({ service, lang, form, visitor, token }) => {
      const given = { staff: form['staff'] ?? '', password: form['password'] ?? '', code: form['code'] ?? '' };
      const signedIn = await signInFrom(service, given, visitor ?? '', token);
      return isRefusal(signedIn) ? view(lang, given.staff, signedIn) : { kind: 'redirect', to: '/desk', session: signedIn.token };
    },
  },
];
