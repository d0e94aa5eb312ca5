import { words } from '../kernel/language/words.ts';
import { Secret } from 'otpauth';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.ts';
import { errorPage } from '../portal/error-page.tsx';
import { href, html, type Page, type PageReply, type PageRequest } from '../portal/page.ts';
import { Qr } from '../portal/qr.tsx';
import { statusOf } from '../engine/http/refusal-status.ts';
import { canHavePasskeys, passkeyToMake } from '../engine/people/passkeys.ts';
import { findLink, linkPurpose, setUpByPasskey, setUpByPassword, type OpenLink } from '../engine/people/set-up-link.ts';
import { FaultSummary, Fields, type Field } from './fields.tsx';
import { PasskeyForm } from './passkey-form.tsx';

export const WORDS = words('desk/set-up.WORDS', {
  'zh-CN': {
    title: '设置登录方式',
    lead: (staff: string, post: string) => `账号 ${staff}，岗位 ${post}。以后就用您在这里设置的方式登录。`,
    old: '这个账号以前的密码、通行密钥和验证器，设置完成后都不能再用。',
    passkey: '用通行密钥（推荐）',
    passkeyHint: '指纹、面容、锁屏密码或安全钥匙。密钥留在您的设备上，别人看不到，也骗不走。',
    passkeyGo: '设置通行密钥',
    both: '用密码和验证器',
    scan: '用手机上的验证器应用扫这个码，或者手工输入下面这串字。',
    qr: '给验证器应用扫的二维码；下面有同样内容的文字',
    secret: '手工输入用的密钥',
    password: '密码',
    passwordHint: '至少12个字符，别的没有要求。几个不相干的词连起来就很好记。',
    code: '验证器现在显示的6位数字',
    go: '完成设置',
    once: '设置完成以前，这个链接可以再打开；完成以后就作废。',
  },
  en: {
    title: 'Set up your sign-in',
    lead: (staff: string, post: string) => `Account ${staff}, post ${post}. What you choose here signs you in from now on.`,
    old: 'Passwords, passkeys and authenticators that this account had before end when you are done.',
    passkey: 'With a passkey (better)',
    passkeyHint: 'Your finger, face, screen lock or a security key. It stays on your device; nobody can see it or talk you out of it.',
    passkeyGo: 'Make a passkey',
    both: 'With a password and an authenticator',
    scan: 'Scan this with the authenticator app on your phone, or type the line below into it.',
    qr: 'QR code for an authenticator app; the same stands below as text',
    secret: 'Key to type by hand',
    password: 'Password',
    passwordHint: 'At least 12 characters; nothing else is asked. A few words that do not belong together are easy to remember.',
    code: 'The six digits that the authenticator shows now',
    go: 'Finish',
    once: 'You can open this link again until you are done; after that it is over.',
  },
});

const groups = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, '$1 ');

const fieldsOf = (lang: PageRequest['lang']): readonly Field[] => [
  { kind: 'password', name: 'password', label: WORDS[lang].password, hint: WORDS[lang].passwordHint, isNew: true },
  { kind: 'line', name: 'code', label: WORDS[lang].code, complete: 'one-time-code', digits: true },
];

const view = async (request: PageRequest, link: OpenLink, refusal?: Refusal): Promise<PageReply> => {
  const { lang, service, origin, params } = request;
  const words = WORDS[lang];
  const token = params['token'] ?? '';
  const action = href(lang, `/desk/set-up/${token}`);
  const { base32 } = new Secret({ buffer: new Uint8Array(link.totp).buffer });
  const form = { lang, id: 'set-up', typed: {}, ...(refusal ? { refusal } : {}) };
  const fields = fieldsOf(lang);
  const { wrappingKey, id, clock } = service;
  const making = { wrappingKey, jurisdiction: id, staff: link.staff, origin, purpose: linkPurpose(token), now: clock() };
  const passkey = canHavePasskeys(origin) ? await passkeyToMake(making) : undefined;
  const body = (
    <>
      {refusal && <FaultSummary refusal={refusal} form={form} fields={fields} />}
      <h1>{words.title}</h1>
      <p class="lead">{words.lead(link.staff, link.post)}</p>
      {link.isRecovery && <p class="note warn">{words.old}</p>}
      {passkey !== undefined && (
        <PasskeyForm lang={lang} action={action} options={passkey} make button={words.passkeyGo}>
          <h2>{words.passkey}</h2>
          <p>{words.passkeyHint}</p>
        </PasskeyForm>
      )}
      <h2>{words.both}</h2>
      <p>{words.scan}</p>
      <Qr text={`otpauth://totp/Huiyin:${link.staff}?secret=${base32}&issuer=Huiyin`} label={words.qr} />
      <dl>
        <dt>{words.secret}</dt>
        <dd>
          <code>{groups(base32)}</code>
        </dd>
      </dl>
      <form method="post" action={action}>
        <input type="hidden" name="username" autocomplete="username" value={link.staff} />
        <Fields fields={fields} form={form} />
        <p>
          <button class="btn">{words.go}</button>
        </p>
      </form>
      <p class="small">{words.once}</p>
    </>
  );
  return html(words.title, body, {
    ...(passkey === undefined ? {} : { script: 'passkey' as const }),
    ...(refusal ? { status: statusOf(refusal.refused) } : {}),
  });
};

/** An unknown, a used and an expired link answer alike. */
const over = (request: PageRequest): PageReply => ({ ...errorPage(request.lang, refuse('link_unknown')), other: '/desk/sign-in' });

/** The page of a one-time link: a passkey, or a password with an authenticator. Only finishing spends the link. */
export const setUpPages: readonly Page[] = [
  {
    path: '/desk/set-up/:token',
    method: 'GET',
    face: 'sign-in',
    handle: async (request) => {
      const link = await findLink(request.service, request.params['token'] ?? '');
      return link ? view(request, link) : over(request);
    },
  },
  {
    path: '/desk/set-up/:token',
    method: 'POST',
    face: 'sign-in',
    handle: async (request) => {
      const { service, params, form, origin } = request;
      const token = params['token'] ?? '';
      const { password = '', code = '', passkey = '' } = form;
      const done =
        passkey === ''
          ? await setUpByPassword(service, token, { password, code }, request.token)
          : await setUpByPasskey(service, token, { text: passkey, origin }, request.token);
      if (!isRefusal(done)) return { kind: 'redirect', to: '/desk', session: done.token };
      const link = done.refused === 'link_unknown' ? undefined : await findLink(service, token);
      return link ? view(request, link, done) : over(request);
    },
  },
];
