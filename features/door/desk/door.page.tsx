import { inLang } from '../../../kernel/language/languages.ts';
import { words } from '../../../kernel/language/words.ts';
import { forRoles } from '../../../desk/for-roles.ts';
import { parseDoor } from '../../../kernel/door/door.ts';
import { instant } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { isJsonObject } from '../../../kernel/log/shape.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { statusOf } from '../../../engine/http/refusal-status.ts';
import { isSoundDoor } from '../../../engine/place/door.ts';
import { seesPending } from '../../../engine/people/second-person.ts';
import { confirmDoor, listPendingDoors, refuseDoor, type PendingDoor } from '../../../engine/place/name-door.ts';
import type { StaffMember } from '../../../engine/place/read.ts';

export const WORDS = words('door/desk/door.WORDS', {
  'zh-CN': {
    title: '独立受理处',
    lead: '针对单位和工作人员的举报、打击报复、孩子受伤害的事，不到这里来，由外面的一个单位收。换它、停它，都要两个人：一个在机器上提出，一个在这里同意，并且写进公开记录。',
    now: '现在是',
    none: '现在没有。遇到这样的事，网页只告诉人该打哪个电话。',
    waiting: '等第二个人同意',
    nothing: '没有等着的。',
    ends: '停掉现在的受理处',
    hint: '同意以前请核对：它不归这里任何单位管；打电话问过它，公钥和网址就是这两个。',
    name: '单位',
    origin: '网址',
    key: '公钥',
    until: '最晚',
    emergency: '紧急：同意以后马上生效，72小时后失效；公布满七天后再长期有效。',
    plain: '公布满七天后生效。',
    confirm: '同意并公布',
    refuse: '不同意',
    done: '已经同意，写进了公开记录。',
    refused: '没有同意，什么也没有公布。',
  },
  en: {
    title: 'The independent door',
    lead: 'Accusations against offices and those working there, retaliation and danger to a child do not come here: an office outside takes them. To change it or end it takes two: one asks on the machine, one agrees here, and the public record says so.',
    now: 'Now it is',
    none: 'There is none now. The page tells people whom to telephone, and no more.',
    waiting: 'Waiting for a second person',
    nothing: 'Nothing waits.',
    ends: 'End the present door',
    hint: 'Before you agree: no office here has any say over it, and by telephone it has told you that key and address are these.',
    name: 'Office',
    origin: 'Address',
    key: 'Public key',
    until: 'By',
    emergency: 'Emergency: counts as soon as you agree, for 72 hours, and for good once it has been public for seven days.',
    plain: 'Counts once it has been public for seven days.',
    confirm: 'Agree and publish',
    refuse: 'Do not agree',
    done: 'Agreed; it stands in the public record.',
    refused: 'Not agreed; nothing was published.',
  },
});

const ACTION = '/desk/door';

const Facts = ({ lang, body }: { readonly lang: Lang; readonly body: unknown }) => {
  const words = WORDS[lang];
  const door = parseDoor(body);
  if (!door) return <p>{isJsonObject(body) && body['ended'] === true ? words.ends : '?'}</p>;
  return (
    <dl>
      <dt>{words.name}</dt>
      <dd>{inLang(door.name, lang)}</dd>
      <dt>{words.origin}</dt>
      <dd>
        <code>{door.origin}</code>
      </dd>
      <dt>{words.key}</dt>
      <dd>
        <code>{door.key}</code>
      </dd>
    </dl>
  );
};

const Waiting = ({ request, zone, it }: { readonly request: PageRequest; readonly zone: string; readonly it: PendingDoor }) => {
  const { lang, csrf, service } = request;
  const words = WORDS[lang];
  const today = dateIn(service.clock(), zone);
  return (
    <div class="card">
      <Facts lang={lang} body={JSON.parse(it.body.toString('utf8'))} />
      <p class={it.emergency ? 'note warn' : 'small'}>{it.emergency ? words.emergency : words.plain}</p>
      <p class="small">
        {words.until} {dayInWords(dateIn(instant(it.expires_at), zone), lang, today)}
      </p>
      <p class="hint">{words.hint}</p>
      <form method="post" action={href(lang, ACTION)} class="row">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="hash" value={it.hash.toString('hex')} />
        <button class="btn" name="act" value="confirm">
          {words.confirm}
        </button>
        <button class="btn plain" name="act" value="refuse">
          {words.refuse}
        </button>
      </form>
    </div>
  );
};

const view = async (request: PageRequest, fault?: Refusal): Promise<PageReply> => {
  const { lang, service, query } = request;
  const words = WORDS[lang];
  const it = await service.jurisdiction('fresh');
  const pending = await service.read((tx) => listPendingDoors(tx, service.clock()));
  const told = { confirm: words.done, refuse: words.refused }[query['done'] ?? ''];
  return html(
    words.title,
    <>
      {fault && (
        <div class="errors" role="alert">
          <p>{sentenceFor(fault, lang)}</p>
        </div>
      )}
      {told !== undefined && (
        <p class="note" role="status">
          {told}
        </p>
      )}
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <h2>{words.now}</h2>
      {it.door ? <Facts lang={lang} body={it.door.door} /> : <p>{words.none}</p>}
      <h2>{words.waiting}</h2>
      {pending.length === 0 ? <p>{words.nothing}</p> : pending.map((one) => <Waiting request={request} zone={it.zone} it={one} />)}
    </>,
    fault ? { status: statusOf(fault.refused) } : {},
  );
};

const act = async ({ service, form }: PageRequest, member: StaffMember): Promise<Refusal | undefined> => {
  const now = service.clock();
  const hash = form['hash'] ?? '';
  const it = await service.jurisdiction('fresh');
  if (form['act'] === 'refuse') return service.read((tx) => refuseDoor(tx, hash, member, now));
  if (form['act'] !== 'confirm') return refuse('field_choice', { field: 'act' });
  return service.read((tx) => confirmDoor(tx, hash, member, now, (body) => isSoundDoor(body, it, service.keys, service.logKeys)));
};

/** Runs for the posts that may confirm; for the others there is nothing here. */
const forConfirmers = forRoles(seesPending);

/** Which door is in force, and what waits for the second word. */
export const pages: readonly Page[] = [
  { path: ACTION, method: 'GET', face: 'desk', handle: forConfirmers((request) => view(request)) },
  {
    path: ACTION,
    method: 'POST',
    face: 'desk',
    handle: forConfirmers(async (request, member) => {
      const fault = await act(request, member);
      if (fault) return view(request, fault);
      await request.service.jurisdiction('fresh');
      return { kind: 'redirect', to: `${ACTION}?done=${request.form['act'] ?? ''}` };
    }),
  },
];
