import { inLang } from '../kernel/language/languages.ts';
import { words } from '../kernel/language/words.ts';
import { isRefusal, type Refusal } from '../kernel/refusal.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../portal/page.ts';
import { statusOf } from '../engine/http/refusal-status.ts';
import { findProvider } from '../engine/people/oidc.ts';
import { canHavePasskeys, passkeyToShow } from '../engine/people/passkeys.ts';
import { signInByPasskey, signInFrom } from '../engine/people/sign-in.ts';
import { FaultSummary, Fields, type Field } from './fields.tsx';
import { PasskeyForm } from './passkey-form.tsx';

export const WORDS = words('desk/sign-in.WORDS', {
  'zh-CN': {
    title: '工作人员登录',
    lead: '这里只给办件的岗位使用。反映事情、查进度都不需要登录。',
    staff: '账号',
    password: '密码',
    code: '动态码',
    codeHint: '手机验证器上的6位数字，每个只能用一次。',
    go: '登录',
    passkey: '用通行密钥登录',
    passkeyHint: '指纹、面容、锁屏密码或安全钥匙都可以，不用输入别的。',
    or: '用密码登录',
    oidc: (label: string) => `用${label}登录`,
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
    passkey: 'Sign in with a passkey',
    passkeyHint: 'Your finger, face, screen lock or security key; there is nothing else to type.',
    or: 'With a password',
    oidc: (label: string) => `Sign in with ${label}`,
    filer: 'I came to raise a matter',
  },
});

const fieldsOf = (lang: Lang): readonly Field[] => [
  { kind: 'line', name: 'staff', label: WORDS[lang].staff, complete: 'username' },
  { kind: 'password', name: 'password', label: WORDS[lang].password },
  { kind: 'line', name: 'code', label: WORDS[lang].code, hint: WORDS[lang].codeHint, complete: 'one-time-code', digits: true },
];

/** The sign-in page; a new challenge each time. */
export const signInView = async ({ lang, origin, service }: PageRequest, staff: string, refusal?: Refusal): Promise<PageReply> => {
  const words = WORDS[lang];
  const form = { lang, id: 'sign-in', typed: { staff } };
  const provider = findProvider();
  const passkey = canHavePasskeys(origin) ? await passkeyToShow(origin, service.clock()) : undefined;
  const body = (
    <>
      {refusal && <FaultSummary refusal={refusal} form={form} fields={[]} />}
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      {passkey !== undefined && (
        <PasskeyForm lang={lang} action={href(lang, '/desk/sign-in')} options={passkey} button={words.passkey} hint={words.passkeyHint} />
      )}
      {provider && (
        <p>
          <a class="btn plain" href={href(lang, '/desk/oidc')}>
            {words.oidc(inLang(provider.label, lang))}
          </a>
        </p>
      )}
      <h2>{words.or}</h2>
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
  return html(words.title, body, {
    ...(passkey === undefined ? {} : { script: 'passkey' as const }),
    other: '/desk/sign-in',
    refusal,
    ...(refusal ? { status: statusOf(refusal.refused) } : {}),
  });
};

/** Account, password and code, or a passkey; a session when they are right, one sentence when anything is not. */
export const signInPages: readonly Page[] = [
  {
    path: '/desk/sign-in',
    method: 'GET',
    face: 'sign-in',
    handle: async (request) => (request.staff ? { kind: 'redirect', to: '/desk' } : signInView(request, '')),
  },
  {
    path: '/desk/sign-in',
    method: 'POST',
    face: 'sign-in',
    handle: async (request) => {
      const { service, form, visitor, token, origin } = request;
      const { staff = '', password = '', code = '', passkey = '' } = form;
      const signedIn =
        passkey === ''
          ? await signInFrom(service, { staff, password, code }, visitor, token)
          : await signInByPasskey(service, { text: passkey, origin }, visitor, token);
      return isRefusal(signedIn) ? signInView(request, staff, signedIn) : { kind: 'redirect', to: '/desk', session: signedIn.token };
    },
  },
];
