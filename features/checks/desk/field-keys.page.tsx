import { deflateSync } from 'node:zlib';
import { addFieldKey, endFieldKey, FIELD_KEYS_MAX, fieldKeysOf, type FieldKey } from '../../../engine/people/field-keys.ts';
import { isFresh } from '../../../engine/people/sessions.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { words } from '../../../kernel/language/words.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href, html, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { Qr } from '../../../portal/qr.tsx';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { statusOf } from '../../../engine/http/refusal-status.ts';

export const WORDS = words('checks/desk/field-keys.WORDS', {
  'zh-CN': {
    title: '手机上的检查',
    lead: '在没有信号的地方填检查表，有两种办法。',
    own: '本系统自己的页面',
    ownText: '用手机浏览器打开下面的地址，登录一次就行。',
    collect: 'ODK Collect、KoboCollect',
    collectText:
      '已经在用Collect的单位，可以给手机上的Collect一把密钥。密钥只能取检查表、交记录，打不开任何记录；180天后失效，账号停用时一起失效。手机丢了，在这里作废。',
    make: '发一把新密钥',
    made: '密钥只显示这一次',
    scan: '在Collect里点“扫描二维码”，或者照抄：',
    server: '服务器',
    user: '用户名',
    key: '密码',
    noHttps: '这个地址不是https，Collect不会把密钥发过去。',
    keys: '您的密钥',
    none: '还没有。',
    until: (from: string, to: string) => `${from}发出，${to}失效`,
    end: '作废',
    qr: 'Collect的设置',
  },
  en: {
    title: 'Checks on a phone',
    lead: 'There are two ways to fill checks in where there is no signal.',
    own: 'The page of this system',
    ownText: 'Open this address in the browser of the phone and sign in once.',
    collect: 'ODK Collect, KoboCollect',
    collectText:
      'Offices that have Collect already give it a key. A key fetches forms and hands records in; it opens none. It lasts 180 days and ends with the account. End it here when the phone is lost.',
    make: 'Make a key',
    made: 'The key is shown only now',
    scan: 'In Collect tap “Configure with QR code”, or type:',
    server: 'Server',
    user: 'User name',
    key: 'Password',
    noHttps: 'This address is not https: Collect sends no key there.',
    keys: 'Your keys',
    none: 'None yet.',
    until: (from: string, to: string) => `made ${from}, ends ${to}`,
    end: 'End it',
    qr: 'The settings of Collect',
  },
});

const whoOf = ({ staff }: PageRequest): StaffMember => {
  if (!staff) throw new Error('a desk page ran without a session');
  return staff;
};

/** What Collect reads from a square: its settings, packed (docs.getodk.org, "Collect settings by QR code"). */
const settingsOf = (server: string, username: string, password: string): string =>
  deflateSync(
    JSON.stringify({ general: { protocol: 'odk_default', server_url: server, username, password }, admin: {}, project: {} }),
  ).toString('base64');

const draw = async (request: PageRequest, made: string | null = null, refusal?: Refusal): Promise<PageReply> => {
  const { service, lang, csrf, origin } = request;
  const text = WORDS[lang];
  const who = whoOf(request);
  const { zone } = await service.jurisdiction();
  const keys = await service.read((tx) => fieldKeysOf(tx, who.staff, service.clock()));
  const server = `${origin}/openrosa`;
  const on = (at: FieldKey['made_at']): string => dayInWords(dateIn(at, zone), lang);
  return html(
    text.title,
    <>
      {refusal && (
        <p class="note" role="alert">
          {sentenceFor(refusal, lang)}
        </p>
      )}
      <h1>{text.title}</h1>
      <p class="lead">{text.lead}</p>
      {made !== null && (
        <section>
          <h2>{text.made}</h2>
          <p>{text.scan}</p>
          <Qr text={settingsOf(server, who.post, made)} label={text.qr} />
          <dl>
            <dt>{text.server}</dt>
            <dd>
              <code>{server}</code>
            </dd>
            <dt>{text.user}</dt>
            <dd>
              <code>{who.post}</code>
            </dd>
            <dt>{text.key}</dt>
            <dd>
              <code>{made}</code>
            </dd>
          </dl>
        </section>
      )}
      <h2>{text.own}</h2>
      <p>{text.ownText}</p>
      <p>
        <a href="/field">{`${origin}/field`}</a>
      </p>
      <h2>{text.collect}</h2>
      <p>{text.collectText}</p>
      {!origin.startsWith('https:') && <p class="note">{text.noHttps}</p>}
      <h3>{text.keys}</h3>
      {keys.length === 0 && <p>{text.none}</p>}
      {keys.map((key) => (
        <form method="post" action={href(lang, '/desk/field-keys')} class="row">
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="end" value={key.id} />
          <span>
            <code>{key.id}</code> {text.until(on(key.made_at), on(key.expires_at))}
          </span>
          <button class="btn plain" aria-label={`${text.end} ${key.id}`}>
            {text.end}
          </button>
        </form>
      ))}
      <form method="post" action={href(lang, '/desk/field-keys')}>
        <input type="hidden" name="csrf" value={csrf} />
        <p>
          <button class="btn">{text.make}</button>
        </p>
      </form>
    </>,
    { ...(refusal ? { status: statusOf(refusal.refused) } : {}), ...(made === null ? {} : { other: null }) },
  );
};

const change = async (request: PageRequest): Promise<PageReply> => {
  const { service, form, token } = request;
  const who = whoOf(request);
  const now = service.clock();
  const end = (form['end'] ?? '').slice(0, 12);
  if (end !== '') {
    await service.read((tx) => endFieldKey(tx, who.staff, end, now));
    return { kind: 'redirect', to: '/desk/field-keys' };
  }
  // A desk left open for an hour is not enough to take a key away.
  const made = await service.read(async (tx): Promise<string | Refusal> => {
    if (token === undefined || !(await isFresh(tx, token, now))) return refuse('sign_in_stale');
    if ((await fieldKeysOf(tx, who.staff, now)).length >= FIELD_KEYS_MAX) return refuse('field_keys_full', { max: FIELD_KEYS_MAX });
    return addFieldKey(tx, who.staff, now);
  });
  return typeof made === 'string' ? draw(request, made) : draw(request, null, made);
};

/** Where a post finds the page for phones, and makes and ends keys for Collect. */
export const fieldKeyPages: readonly Page[] = [
  { path: '/desk/field-keys', method: 'GET', face: 'desk', handle: (request) => draw(request) },
  { path: '/desk/field-keys', method: 'POST', face: 'desk', handle: change },
];
