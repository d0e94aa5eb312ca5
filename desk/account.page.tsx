import { inLang } from '../kernel/language/languages.ts';
import { words } from '../kernel/language/words.ts';
import type { ComponentChildren } from 'preact';
import { parsePlainDate, type PlainDate } from '../kernel/calendar/plain-date.ts';
import { dateIn } from '../kernel/calendar/zone.ts';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.ts';
import { dayInWords } from '../portal/dates.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../portal/page.ts';
import { statusOf } from '../engine/http/refusal-status.ts';
import { findProvider } from '../engine/people/oidc.ts';
import {
  addOwnPasskey,
  changePassword,
  endOtherSessions,
  isBeingRecovered,
  keepOwnWays,
  ownPurpose,
  readWays,
  removeOwnPasskey,
  type Own,
  type Ways,
} from '../engine/people/own-ways.ts';
import { canHavePasskeys, passkeyToMake } from '../engine/people/passkeys.ts';
import { FaultSummary, Fields, type Field } from './fields.tsx';
import { PasskeyForm } from './passkey-form.tsx';

export const WORDS = words('desk/account.WORDS', {
  'zh-CN': {
    title: '我的登录',
    lead: (staff: string) => `账号 ${staff}。这里改的都只管登录；改过以后，别处的登录全部结束。`,
    fresh: '登录后15分钟以内可以改。',
    done: '已经改好。别处的登录都结束了。',
    asked: '有人提出重设这个账号的登录。如果不是您要的，请按下面的按钮，并告诉审计岗。',
    keep: '我没有要求，不要重设',
    passkeys: '通行密钥',
    none: '还没有通行密钥。有了它，登录不用再输密码和动态码。',
    added: (day: string) => `${day}添加`,
    remove: '删除',
    add: '添加一个通行密钥',
    byName: '这个地址是一串数字，浏览器不能在这里存通行密钥。请用服务器的域名打开。',
    password: '密码',
    newPassword: '新密码',
    hint: '至少12个字符，别的没有要求。验证器不变。',
    change: '改密码',
    noPassword: '这个账号没有设密码，用通行密钥或单位的统一登录进来。',
    oidc: (label: string) => `这个账号也可以用${label}登录。`,
    others: '别处的登录',
    othersHint: '如果您忘了在别的电脑上退出，可以在这里一次全部结束。接收呼叫的设备也会全部停用，改密码时也一样，要重新开启。',
    end: '结束别处的登录',
    devices: '接收呼叫的设备',
  },
  en: {
    title: 'My sign-in',
    lead: (staff: string) => `Account ${staff}. All of this is about signing in only; after a change every other session of yours ends.`,
    fresh: 'Changes can be made within 15 minutes of signing in.',
    done: 'Changed. Your other sessions have ended.',
    asked: 'Somebody has asked for a new sign-in for this account. If you did not want that, press this button and tell an auditor.',
    keep: 'I did not ask; keep my sign-in',
    passkeys: 'Passkeys',
    none: 'There is none yet. With one you sign in without a password and a code.',
    added: (day: string) => `added ${day}`,
    remove: 'Remove',
    add: 'Add a passkey',
    byName: 'This address is a number, and a browser keeps no passkeys for such. Please open the server by its name.',
    password: 'Password',
    newPassword: 'New password',
    hint: 'At least 12 characters; nothing else is asked. The authenticator stays.',
    change: 'Change the password',
    noPassword: 'This account has no password; it signs in with a passkey or through your organisation.',
    oidc: (label: string) => `This account can also sign in with ${label}.`,
    others: 'Other sessions',
    othersHint:
      'If you forgot to sign out on another computer, you can end all of that here. Devices that are called are switched off, too, as by a change of the password; switch yours on again.',
    end: 'End my other sessions',
    devices: 'Devices that are called',
  },
});

const ACTION = '/desk/account';

const fieldsOf = (lang: Lang): readonly Field[] => [
  { kind: 'password', name: 'password', label: WORDS[lang].newPassword, hint: WORDS[lang].hint, isNew: true },
];

const Act = ({ request, act, children }: { readonly request: PageRequest; readonly act: string; readonly children: ComponentChildren }) => (
  <form method="post" action={href(request.lang, ACTION)}>
    <input type="hidden" name="csrf" value={request.csrf} />
    <input type="hidden" name="act" value={act} />
    {children}
  </form>
);

const Passkeys = ({ request, ways, today }: { readonly request: PageRequest; readonly ways: Ways; readonly today: PlainDate }) => {
  const words = WORDS[request.lang];
  if (ways.passkeys.length === 0) return <p>{words.none}</p>;
  return (
    <ul class="log">
      {ways.passkeys.map(({ passkey, added_on }, i) => {
        const id = passkey.toString('base64url');
        const day = parsePlainDate(added_on);
        return (
          <li>
            <Act request={request} act="remove">
              <input type="hidden" name="which" value={id} />
              <span id={`key-${i}`}>
                <code>{id.slice(0, 8)}…</code> {day && words.added(dayInWords(day, request.lang, today))}
              </span>{' '}
              <button class="btn plain" aria-describedby={`key-${i}`}>
                {words.remove}
              </button>
            </Act>
          </li>
        );
      })}
    </ul>
  );
};

interface Seen {
  readonly request: PageRequest;
  readonly ways: Ways;
  readonly refusal?: Refusal | undefined;
}

const Password = ({ request, ways, refusal }: Seen) => {
  const words = WORDS[request.lang];
  const form = { lang: request.lang, id: 'account', typed: {}, ...(refusal ? { refusal } : {}) };
  const provider = findProvider();
  return (
    <>
      <h2>{words.password}</h2>
      {ways.password ? (
        <Act request={request} act="password">
          <Fields fields={fieldsOf(request.lang)} form={form} />
          <p>
            <button class="btn">{words.change}</button>
          </p>
        </Act>
      ) : (
        <p>{words.noPassword}</p>
      )}
      {ways.oidc && provider && <p>{words.oidc(inLang(provider.label, request.lang))}</p>}
    </>
  );
};

const view = async (request: PageRequest, own: Own, refusal?: Refusal): Promise<PageReply> => {
  const { lang, service, origin } = request;
  const words = WORDS[lang];
  const ways = await service.read((tx) => readWays(tx, own.member.staff));
  const isAsked = await service.read((tx) => isBeingRecovered(tx, own.member.staff, service.clock()));
  const { zone } = await service.jurisdiction();
  const today = dateIn(service.clock(), zone);
  const making = {
    wrappingKey: service.wrappingKey,
    jurisdiction: service.id,
    staff: own.member.staff,
    origin,
    purpose: ownPurpose(own.token),
    now: service.clock(),
    known: ways.passkeys.map((it) => it.passkey),
  };
  const passkey = canHavePasskeys(origin) ? await passkeyToMake(making) : undefined;
  const body = (
    <>
      {refusal && <FaultSummary refusal={refusal} form={{ lang, id: 'account', typed: {} }} fields={fieldsOf(lang)} />}
      {request.query['done'] !== undefined && (
        <p class="note" role="status">
          {words.done}
        </p>
      )}
      <h1>{words.title}</h1>
      <p class="lead">{words.lead(own.member.staff)}</p>
      <p class="small">{words.fresh}</p>
      {isAsked && (
        <div class="note warn">
          <p>{words.asked}</p>
          <Act request={request} act="keep">
            <button class="btn">{words.keep}</button>
          </Act>
        </div>
      )}
      <h2>{words.passkeys}</h2>
      <Passkeys request={request} ways={ways} today={today} />
      {passkey === undefined ? (
        <p class="hint">{words.byName}</p>
      ) : (
        <PasskeyForm
          lang={lang}
          action={href(lang, ACTION)}
          options={passkey}
          make
          hidden={{ csrf: request.csrf, act: 'add' }}
          button={words.add}
        />
      )}
      <Password request={request} ways={ways} refusal={refusal} />
      <h2>{words.others}</h2>
      <p>{words.othersHint}</p>
      <Act request={request} act="end">
        <p>
          <button class="btn plain">{words.end}</button>
        </p>
      </Act>
      <p>
        <a href={href(lang, '/desk/devices')}>{words.devices}</a>
      </p>
    </>
  );
  return html(words.title, body, {
    ...(passkey === undefined ? {} : { script: 'passkey' as const }),
    ...(refusal ? { status: statusOf(refusal.refused) } : {}),
  });
};

const ownOf = ({ service, staff, token }: PageRequest): Own => {
  if (!staff || token === undefined) throw new Error('a page of the desk runs with a session only');
  return { service, member: staff, token };
};

const act = async (own: Own, { form, origin }: PageRequest): Promise<{ readonly token: string } | Refusal> => {
  switch (form['act']) {
    case 'add':
      return addOwnPasskey(own, { text: form['passkey'] ?? '', origin });
    case 'remove':
      return removeOwnPasskey(own, Buffer.from(form['which'] ?? '', 'base64url'));
    case 'password':
      return changePassword(own, form['password'] ?? '');
    case 'keep':
      return keepOwnWays(own);
    case 'end':
      return endOtherSessions(own);
    default:
      return refuse('field_choice', { field: 'act' });
  }
};

/** What somebody can do about their own sign-in. */
export const accountPages: readonly Page[] = [
  { path: ACTION, method: 'GET', face: 'desk', handle: async (request) => view(request, ownOf(request)) },
  {
    path: ACTION,
    method: 'POST',
    face: 'desk',
    handle: async (request) => {
      const own = ownOf(request);
      const changed = await act(own, request);
      return isRefusal(changed) ? view(request, own, changed) : { kind: 'redirect', to: `${ACTION}?done=1`, session: changed.token };
    },
  },
];
