import { randomUUID } from 'node:crypto';
import type { ComponentChildren } from 'preact';
import {
  addOwnDevice,
  endpointHash,
  readOwnDevices,
  removeOwnDevice,
  testOwnDevice,
  type OwnDevices,
} from '../engine/calls/own-devices.ts';
import type { Own } from '../engine/people/own-ways.ts';
import { PUSH_DEVICES_MAX, type PushDevice } from '../engine/people/push-devices.ts';
import { countPushTest } from '../engine/http/rate-limit.ts';
import { statusOf } from '../engine/http/refusal-status.ts';
import type { Instant } from '../kernel/calendar/instant.ts';
import { dateIn } from '../kernel/calendar/zone.ts';
import { words } from '../kernel/language/words.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { dayInWords } from '../portal/dates.ts';
import { href, html, type Page, type PageReply, type PageRequest } from '../portal/page.ts';
import { sentenceFor } from '../portal/refusal-sentences.ts';

export const WORDS = words('desk/devices.WORDS', {
  'zh-CN': {
    title: '接收呼叫的设备',
    lead: '出了事要呼叫您的岗位时，这里的设备会响：显示发生了什么、在哪里、编号，点开就是那一页。上面没有人写的话，也没有姓名。退出登录以后照样会响，所以只在您自己的手机或电脑上打开。',
    noProof: '推送服务收下了，不等于有人看到。只有您的答复算数；没有答复，会接着呼叫下一个岗位。',
    none: '还没有设备。',
    nth: (n: number) => `设备${n}`,
    here: '（这一台）',
    added: (day: string) => `${day}添加`,
    reached: (day: string) => `推送服务最近一次收下消息：${day}`,
    never: '还没有发过消息',
    test: '发一条试试',
    remove: '删除',
    add: '在这台设备上打开',
    full: (max: number) => `一个账号最多${max}台设备。`,
    without:
      '在这里打不开：要打开JavaScript，用https的地址，浏览器要能接收推送。iPhone和iPad要先打开 /field 那一页，添加到主屏幕，再从主屏幕进来。',
    denied: '浏览器不让显示通知。请在浏览器的设置里允许本网站的通知，再试一次。',
    failed: '没有成功：浏览器联系不上它的推送服务。可以再试一次；一直不行，就用别的呼叫方式。',
    notSetUp: '本单位没有设这种呼叫方式，所以不能添加设备。',
    doneAdd: '已经打开。请发一条试试。',
    doneTest: '推送服务收下了。请看设备上有没有显示。',
    doneRemove: '已经删除。',
    testTitle: '回音 · 试一条',
    testText: '这台设备收得到呼叫。不用答复。',
    back: '回到我的登录',
  },
  en: {
    title: 'Devices that are called',
    lead: 'When your post is called these devices show what happens where, and its number; a tap opens its page. No word that anybody wrote and no name stands there. They are called while you are signed out, too, so switch this on only where the phone or computer is your own.',
    noProof:
      'That a push service took a message does not mean that anybody saw it. Only your answer counts; without one the next post is called.',
    none: 'There is none yet.',
    nth: (n: number) => `Device ${n}`,
    here: '(this one)',
    added: (day: string) => `added ${day}`,
    reached: (day: string) => `its push service last took a message on ${day}`,
    never: 'nothing was sent to it yet',
    test: 'Send a test',
    remove: 'Remove',
    add: 'Switch this device on',
    full: (max: number) => `An account has ${max} devices at most.`,
    without:
      'It cannot be switched on here: that takes JavaScript, an https address and a browser that takes push messages. On an iPhone or iPad open the page /field, add it to the home screen and come here from there.',
    denied: 'The browser does not let this site show notifications. Allow them in its settings and try again.',
    failed: 'It did not work: the browser does not reach its push service. Try again; if it goes on, other channels have to do.',
    notSetUp: 'Your office is not called this way, so that no device can be added.',
    doneAdd: 'Switched on. Now send a test.',
    doneTest: 'The push service took it. See whether the device shows it.',
    doneRemove: 'Removed.',
    testTitle: 'Huiyin · a test',
    testText: 'Calls reach this device. Nothing has to be answered.',
    back: 'Back to my sign-in',
  },
});

const ACTION = '/desk/devices';
const DONE = { add: 'doneAdd', test: 'doneTest', remove: 'doneRemove' } as const;
const isDone = (act: string | undefined): act is keyof typeof DONE => act !== undefined && Object.hasOwn(DONE, act);

interface FormProps {
  readonly request: PageRequest;
  readonly act: keyof typeof DONE;
  readonly which?: string;
  readonly children: ComponentChildren;
}

const Act = ({ request, act, which, children }: FormProps) => (
  <form method="post" action={href(request.lang, ACTION)}>
    <input type="hidden" name="csrf" value={request.csrf} />
    <input type="hidden" name="act" value={act} />
    {which !== undefined && <input type="hidden" name="which" value={which} />}
    {children}
  </form>
);

interface DeviceProps {
  readonly request: PageRequest;
  readonly device: PushDevice;
  readonly n: number;
  readonly on: (at: Instant) => string;
}

const Device = ({ request, device: { id, to, added_at, reached_at }, n, on }: DeviceProps) => {
  const said = WORDS[request.lang];
  return (
    <li>
      <p id={`device-${n}`}>
        <strong>{said.nth(n)}</strong>
        {to && (
          <span hidden data-endpoint={endpointHash(to.endpoint)}>
            {' '}
            {said.here}
          </span>
        )}
        <br />
        {said.added(on(added_at))}
        <br />
        {reached_at === null ? said.never : said.reached(on(reached_at))}
      </p>
      <Act request={request} act="test" which={id}>
        <button class="btn plain" aria-describedby={`device-${n}`}>
          {said.test}
        </button>
      </Act>
      <Act request={request} act="remove" which={id}>
        <button class="btn plain" aria-describedby={`device-${n}`}>
          {said.remove}
        </button>
      </Act>
    </li>
  );
};

/** The form that only a browser shows which can be called: the script takes `hidden` away. */
const SwitchOn = ({ request, own: { key, devices } }: { readonly request: PageRequest; readonly own: OwnDevices }) => {
  const said = WORDS[request.lang];
  if (key === undefined) return <p class="note">{said.notSetUp}</p>;
  if (devices.length >= PUSH_DEVICES_MAX) return <p class="hint">{said.full(PUSH_DEVICES_MAX)}</p>;
  return (
    <>
      <p class="hint" data-without>
        {said.without}
      </p>
      <form method="post" action={href(request.lang, ACTION)} hidden data-push={key}>
        <input type="hidden" name="csrf" value={request.csrf} />
        <input type="hidden" name="act" value="add" />
        <input type="hidden" name="subscription" value="" />
        <p>
          <button class="btn">{said.add}</button>
        </p>
        <p class="note bad" role="alert" data-denied hidden>
          {said.denied}
        </p>
        <p class="note bad" role="alert" data-failed hidden>
          {said.failed}
        </p>
      </form>
    </>
  );
};

const ownOf = ({ service, staff, token }: PageRequest): Own => {
  if (!staff || token === undefined) throw new Error('a page of the desk runs with a session only');
  return { service, member: staff, token };
};

const view = async (request: PageRequest, refusal?: Refusal): Promise<PageReply> => {
  const { lang, service } = request;
  const said = WORDS[lang];
  const own = await readOwnDevices(service, ownOf(request).member);
  const { zone } = await service.jurisdiction();
  const on = (at: Instant): string => dayInWords(dateIn(at, zone), lang);
  const done = request.query['done'];
  const body = (
    <>
      {refusal && (
        <p class="note bad" role="alert">
          {sentenceFor(refusal, lang)}
        </p>
      )}
      {isDone(done) && !refusal && (
        <p class="note" role="status">
          {said[DONE[done]]}
        </p>
      )}
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      <p>{said.noProof}</p>
      {own.devices.length === 0 ? (
        <p>{said.none}</p>
      ) : (
        <ul class="log">
          {own.devices.map((device, i) => (
            <Device request={request} device={device} n={i + 1} on={on} />
          ))}
        </ul>
      )}
      <SwitchOn request={request} own={own} />
      <p>
        <a href={href(lang, '/desk/account')}>{said.back}</a>
      </p>
    </>
  );
  return html(said.title, body, { script: 'push', ...(refusal ? { status: statusOf(refusal.refused) } : {}) });
};

const act = async (own: Own, { form, lang }: PageRequest): Promise<Refusal | undefined> => {
  const which = form['which'] ?? '';
  switch (form['act']) {
    case 'add':
      return addOwnDevice(own, form['subscription'] ?? '');
    case 'remove':
      return removeOwnDevice(own, which);
    case 'test': {
      const refused = countPushTest(`${own.service.id} ${own.member.staff}`);
      if (refused) return refused;
      const { testTitle, testText } = WORDS[lang];
      return testOwnDevice(own, which, { id: randomUUID(), title: testTitle, text: testText, path: href(lang, ACTION) });
    }
    default:
      return refuse('field_choice', { field: 'act' });
  }
};

/** The devices on which somebody is called: their own, and nobody else's. */
export const devicePages: readonly Page[] = [
  { path: ACTION, method: 'GET', face: 'desk', handle: (request) => view(request) },
  {
    path: ACTION,
    method: 'POST',
    face: 'desk',
    handle: async (request) => {
      const refused = await act(ownOf(request), request);
      return refused ? view(request, refused) : { kind: 'redirect', to: `${ACTION}?done=${request.form['act'] ?? ''}` };
    },
  },
];
