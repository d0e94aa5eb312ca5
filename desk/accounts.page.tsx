import { MARKS } from '../portal/marks.ts';
import { nameOf, officeName } from '../engine/place/office-name.ts';
import type { ComponentChildren } from 'preact';
import { ROLES } from '../kernel/access/access.ts';
import { instant } from '../kernel/calendar/instant.ts';
import { dateIn } from '../kernel/calendar/zone.ts';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.ts';
import { dayInWords } from '../portal/dates.ts';
import { errorPage } from '../portal/error-page.tsx';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../portal/page.ts';
import { WorkTable } from '../portal/work-table.tsx';
import { statusOf } from '../engine/http/refusal-status.ts';
import {
  askGrant,
  askRecovery,
  confirmPending,
  endAccount,
  listPending,
  refusePending,
  type Outcome,
  type Pending,
} from '../engine/people/grants.ts';
import { secondFault, seesPending } from '../engine/people/second-person.ts';
import { sentenceFor } from '../portal/refusal-sentences.ts';
import { listAccounts, type Account } from '../engine/people/list-accounts.ts';
import { findProvider } from '../engine/people/oidc.ts';
import type { Jurisdiction, StaffMember } from '../engine/place/read.ts';
import { ACCOUNTS } from './accounts-words.ts';
import { FaultSummary, Fields, type Field } from './fields.tsx';
import { roleName } from '../portal/role-words.ts';

const ACTION = '/desk/accounts';

interface Seen {
  readonly request: PageRequest;
  readonly member: StaffMember;
  readonly jurisdiction: Jurisdiction;
}

const postName = ({ request, jurisdiction }: Seen, office: string, role: string): string => {
  const known = ROLES.find((it) => it === role);
  return `${officeName(jurisdiction, office, request.lang)} · ${known ? roleName(known, request.lang) : role}`;
};

interface ActProps {
  readonly request: PageRequest;
  readonly act: string;
  readonly staff?: string;
  readonly children: ComponentChildren;
}

const Act = ({ request, act, staff, children }: ActProps) => (
  <form method="post" action={href(request.lang, ACTION)}>
    <input type="hidden" name="csrf" value={request.csrf} />
    <input type="hidden" name="act" value={act} />
    {staff !== undefined && <input type="hidden" name="staff" value={staff} />}
    {children}
  </form>
);

/** What waits, and why the reader may not confirm it; no reason where they may. */
type Shown = Pending & { readonly fault: Refusal | undefined };

const Waiting = ({ seen, pending }: { readonly seen: Seen; readonly pending: readonly Shown[] }) => {
  const { request, jurisdiction } = seen;
  const words = ACCOUNTS[request.lang];
  const today = dateIn(request.service.clock(), jurisdiction.zone);
  if (pending.length === 0) return <p>{words.nothing}</p>;
  return (
    <>
      {pending.map((it) => (
        <div class="card">
          <h3>{it.step === 'grant' ? words.grantOf(it.staff) : words.recoveryOf(it.staff)}</h3>
          <dl>
            <dt>{words.post}</dt>
            <dd>{postName(seen, it.office, it.role)}</dd>
            <dt>{words.asked}</dt>
            <dd>{it.asked_post ?? words.machine}</dd>
            <dt>{words.until}</dt>
            <dd>{dayInWords(dateIn(instant(it.expires_at), jurisdiction.zone), request.lang, today)}</dd>
          </dl>
          {it.fault === undefined ? (
            <>
              <p class="hint">{it.step === 'grant' ? words.grantHint : words.recoveryHint}</p>
              <div class="row">
                <Act request={request} act="confirm" staff={it.staff}>
                  <button class="btn">{words.confirm}</button>
                </Act>
                <Act request={request} act="refuse" staff={it.staff}>
                  <button class="btn plain">{words.refuse}</button>
                </Act>
              </div>
            </>
          ) : (
            <p class="hint">{it.fault.refused === 'second_needed' ? words.other : sentenceFor(it.fault, request.lang)}</p>
          )}
        </div>
      ))}
    </>
  );
};

const waysOf = (it: Account, lang: Lang): string => {
  const words = ACCOUNTS[lang];
  const ways = [
    ...(it.passkeys > 0 ? [words.passkeys(it.passkeys)] : []),
    ...(it.password ? [words.password] : []),
    ...(it.oidc && findProvider() ? [words.oidc] : []),
  ];
  const own = it.passkeys === 0 && !it.password;
  return [...ways, ...(it.link ? [words.link] : own ? [words.noWay] : [])].join(MARKS[lang].list);
};

const PAGE = 25;

const placeOf = (seen: Seen, it: Account): string => {
  const [office = '', role = ''] = it.post.split('.');
  return postName(seen, office, role);
};

const Accounts = ({ seen, accounts }: { readonly seen: Seen; readonly accounts: readonly Account[] }) => {
  const { request, member } = seen;
  const words = ACCOUNTS[request.lang];
  const here = href(request.lang, ACTION);
  const next = accounts[PAGE];
  return (
    <>
      <WorkTable label={words.all} heads={[words.account, words.post, words.ways]}>
        {accounts.slice(0, PAGE).map((it) => (
          <tr>
            <td>
              {it.staff === member.staff ? (
                <>
                  {it.staff} <span class="small">{words.yours}</span>
                </>
              ) : (
                <a href={`${here}?who=${it.staff}`}>{it.staff}</a>
              )}
            </td>
            <td>{placeOf(seen, it)}</td>
            <td>{waysOf(it, request.lang)}</td>
          </tr>
        ))}
      </WorkTable>
      {next && (
        <p>
          <a href={`${here}?from=${next.staff}`}>{words.more}</a>
        </p>
      )}
    </>
  );
};

/** What can be done about one account. */
const One = ({ seen, account }: { readonly seen: Seen; readonly account: Account }) => {
  const { request } = seen;
  const words = ACCOUNTS[request.lang];
  return (
    <>
      <h1>{words.one(account.staff)}</h1>
      <dl>
        <dt>{words.post}</dt>
        <dd>{placeOf(seen, account)}</dd>
        <dt>{words.ways}</dt>
        <dd>{waysOf(account, request.lang)}</dd>
      </dl>
      <h2>{words.recover}</h2>
      <p>{words.recoverHint}</p>
      <Act request={request} act="recover" staff={account.staff}>
        <button class="btn">{words.recoverGo}</button>
      </Act>
      <h2>{words.end}</h2>
      <p>{words.endHint}</p>
      <Act request={request} act="end" staff={account.staff}>
        <button class="btn plain">{words.endGo}</button>
      </Act>
      <p>
        <a href={href(request.lang, ACTION)}>{words.back}</a>
      </p>
    </>
  );
};

const fieldsOf = ({ request, jurisdiction }: Seen): readonly Field[] => {
  const words = ACCOUNTS[request.lang];
  const offices = [...jurisdiction.offices.values()].map((it) => ({
    value: it.office,
    text: nameOf(it, request.lang),
  }));
  return [
    { kind: 'line', name: 'staff', label: words.newName, hint: words.newNameHint },
    { kind: 'select', name: 'office', label: words.office, options: offices },
    {
      kind: 'select',
      name: 'role',
      label: words.role,
      options: ROLES.map((role) => ({ value: role, text: roleName(role, request.lang) })),
    },
  ];
};

const view = async (seen: Seen, refusal?: Refusal): Promise<PageReply> => {
  const { request, member } = seen;
  const { lang, service } = request;
  const words = ACCOUNTS[lang];
  const now = service.clock();
  const pending = await service.read(async (tx) => {
    const shown: Shown[] = [];
    for (const it of await listPending(tx, now)) shown.push({ ...it, fault: await secondFault(tx, it, member, now) });
    return shown;
  });
  const accounts =
    member.role === 'admin' ? await service.read((tx) => listAccounts(tx, now, request.query['from'] ?? '', PAGE + 1)) : undefined;
  const fields = accounts ? fieldsOf(seen) : [];
  const form = {
    lang,
    id: 'accounts',
    typed: refusal && request.form['act'] === 'grant' ? request.form : {},
    ...(refusal ? { refusal } : {}),
  };
  const told = { pending: words.nowPending, ended: words.nowEnded, refused: words.nowRefused }[request.query['done'] ?? ''];
  const body = (
    <>
      {refusal && <FaultSummary refusal={refusal} form={form} fields={fields} />}
      {told !== undefined && (
        <p class="note" role="status">
          {told}
        </p>
      )}
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <h2>{words.waiting}</h2>
      <Waiting seen={seen} pending={pending} />
      {accounts && (
        <>
          <h2>{words.all}</h2>
          <Accounts seen={seen} accounts={accounts} />
          <h2>{words.grant}</h2>
          <p>{words.grantLead}</p>
          <div class="two">
            <Act request={request} act="grant">
              <Fields fields={fields} form={form} />
              <p>
                <button class="btn">{words.grantGo}</button>
              </p>
            </Act>
          </div>
        </>
      )}
    </>
  );
  return html(words.title, body, { wide: accounts !== undefined, ...(refusal ? { status: statusOf(refusal.refused) } : {}) });
};

/** The only time that a link is seen. */
const linkPage = ({ request }: Seen, outcome: Outcome & { kind: 'link' }): PageReply => {
  const words = ACCOUNTS[request.lang];
  const body = (
    <>
      <h1>{words.linkTitle(outcome.staff)}</h1>
      <p class="lead">{words.linkLead}</p>
      <p class="card">
        <code>{`${request.origin}${href(request.lang, `/desk/set-up/${outcome.token}`)}`}</code>
      </p>
      <p class="note warn">{words.linkOnce}</p>
      <p>
        <a class="btn plain" href={href(request.lang, ACTION)}>
          {words.back}
        </a>
      </p>
    </>
  );
  return html(words.linkTitle(outcome.staff), body, { other: null });
};

type Done = Outcome | { readonly kind: 'ended' | 'refused' } | Refusal;

const act = async ({ request, member, jurisdiction }: Seen): Promise<Done> => {
  const { service, form } = request;
  const { staff = '', office = '', role = '' } = form;
  const now = service.clock();
  const place = { jurisdiction, wrappingKey: service.wrappingKey, now };
  return service.read(async (tx): Promise<Done> => {
    switch (form['act']) {
      case 'grant':
        return askGrant(tx, place, { staff: staff.trim(), office, role, oidc: true }, member);
      case 'recover':
        return askRecovery(tx, place, staff, member);
      case 'confirm':
        return confirmPending(tx, place, staff, member);
      case 'refuse':
        return (await refusePending(tx, staff, member, now)) ?? { kind: 'refused' };
      case 'end': {
        const ended = await endAccount(tx, staff, member, now, dateIn(now, jurisdiction.zone));
        return isRefusal(ended) ? ended : { kind: 'ended' };
      }
      default:
        return refuse('field_choice', { field: 'act' });
    }
  });
};

/** The page of one account, for who manages them; the list where there is no such account. */
const oneView = async (seen: Seen, who: string): Promise<PageReply> => {
  const { service, lang } = seen.request;
  const account = (await service.read((tx) => listAccounts(tx, service.clock(), who, 1)))[0];
  if (seen.member.role !== 'admin' || account?.staff !== who || who === seen.member.staff) return view(seen);
  return html(ACCOUNTS[lang].one(who), <One seen={seen} account={account} />, {
    other: `${ACTION}?who=${who}`,
  });
};

/** Runs for the posts that may confirm; for the others there is nothing here. */
const forConfirmers =
  (work: (seen: Seen) => Promise<PageReply>): Page['handle'] =>
  async (request) => {
    const { staff, lang, service } = request;
    if (!staff || !seesPending(staff.role)) return errorPage(lang, refuse('not_your_post'));
    return work({ request, member: staff, jurisdiction: await service.jurisdiction('fresh') });
  };

/** Who has an account, what waits for a second person, and the links that come of it. */
export const accountsPages: readonly Page[] = [
  { path: ACTION, method: 'GET', face: 'desk', handle: forConfirmers((seen) => oneView(seen, seen.request.query['who'] ?? '')) },
  {
    path: ACTION,
    method: 'POST',
    face: 'desk',
    handle: forConfirmers(async (seen) => {
      const done = await act(seen);
      if (isRefusal(done)) return view(seen, done);
      return done.kind === 'link' ? linkPage(seen, done) : { kind: 'redirect', to: `${ACTION}?done=${done.kind}` };
    }),
  },
];
