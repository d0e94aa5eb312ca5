import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { toIso } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { mayDo } from '../../../kernel/access/access.ts';
import { troublesOf, type Trouble } from '../../../kernel/jurisdiction/troubles.ts';
import { appendPublic, lockStream, readPublicStream, type NewPublicEvent } from '../../../engine/place/public-stream.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { checkText } from '../../../kernel/stream/text.ts';
import { findControlWord } from '../../../kernel/policy/tripwire.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { statement } from '../../../engine/store/transaction.ts';
import type { Service } from '../../../engine/service.ts';
import { aboutOf, GROUPED_DAYS } from '../domain/troubles/trouble.ts';
import { newEntityNumber, parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { readForStaff } from './read-matter.ts';
import { takeStep } from './take-step.ts';

interface Candidate {
  readonly matter: string;
  readonly place: string;
  readonly subject: string;
  readonly filed_on: PlainDate;
}

// Kinds, dates, places and states only: no word is read, and nothing of who filed (G14).
const CANDIDATES = statement<Candidate>(
  'trouble_candidates',
  "select m.matter, m.place_code as place, m.category as subject, m.filed_on from matter m join assignment a on a.jurisdiction = m.jurisdiction and a.matter = m.matter and a.role = 'lead' and a.level = 0 and a.until is null and a.office = $2 where m.jurisdiction = $1 and m.place_code is not null and m.category is not null and m.trouble is null and m.kind = 'grievance' and m.filed_on >= $3 and not exists (select from joint_seat s where s.jurisdiction = $1 and s.matter = m.matter) and exists (select from obligation o where o.jurisdiction = $1 and o.matter = m.matter and o.level = 0 and o.nature = 'duty' and o.status in ('open', 'late') and (o.stops_at is null or o.stops_at > $4)) order by m.place_code, m.category, m.matter limit 1000",
);
const LINKED = statement<{ trouble: string; count: number }>(
  'trouble_counts',
  'select trouble, count(*) as count from matter where jurisdiction = $1 and trouble = any($2) group by trouble',
);

/** Open matters of one office about the same public place and subject: how many, and since when. */
export interface Group {
  readonly place: string;
  readonly subject: string;
  readonly count: number;
  readonly since: PlainDate;
  /** The trouble of the same place and subject that they could be linked to; null: there is none yet. */
  readonly trouble: string | null;
}

/** What an office sees of its troubles: counts and nothing of any matter. */
export interface Troubles {
  readonly groups: readonly Group[];
  readonly open: readonly { readonly trouble: Trouble; readonly linked: number }[];
}

const mayGroup = async (service: Service, who: StaffMember): Promise<boolean> =>
  mayDo((await service.jurisdiction()).access, { role: who.role, relation: 'own', verb: 'link_trouble' }).allowed;

const candidates = async (service: Service, who: StaffMember): Promise<readonly Candidate[]> => {
  const { zone } = await service.jurisdiction();
  const now = service.clock();
  const since = addDays(dateIn(now, zone), -GROUPED_DAYS);
  return service.read((tx) => tx.run(CANDIDATES, [tx.jurisdiction, who.office, since, toIso(now)]));
};

const openOf = async (service: Service, office: string): Promise<readonly Trouble[]> =>
  [...(await service.jurisdiction('fresh')).troubles.values()].filter((it) => it.office === office && it.endedAt === null);

const isAbout = (trouble: Trouble, it: Pick<Candidate, 'place' | 'subject'>): boolean =>
  trouble.place === it.place && trouble.subject === it.subject;

const earliest = (days: readonly PlainDate[]): PlainDate => days.toSorted()[0] ?? ('' as PlainDate); // callers give at least one

/** The groups and troubles of a post's office; refused for posts that link nothing. */
export const readTroubles = async (service: Service, who: StaffMember): Promise<Troubles | Refusal> => {
  if (!(await mayGroup(service, who))) return refuse('not_your_post');
  const open = await openOf(service, who.office);
  const found = await candidates(service, who);
  const groups = [...Map.groupBy(found, (it) => `${it.place} ${it.subject}`).values()].flatMap((some): Group[] => {
    const [first] = some;
    const trouble = first && open.find((it) => isAbout(it, first));
    // One alone is a group only where there is a trouble that it could be linked to.
    if (!first || (some.length < 2 && !trouble)) return [];
    const since = earliest(some.map((it) => it.filed_on));
    return [{ place: first.place, subject: first.subject, count: some.length, since, trouble: trouble?.number ?? null }];
  });
  const numbers = open.map((it) => it.number);
  const counts = new Map(
    (await service.read((tx) => tx.run(LINKED, [tx.jurisdiction, numbers]))).map((row) => [row.trouble, row.count] as const),
  );
  return { groups, open: open.map((trouble) => ({ trouble, linked: counts.get(trouble.number) ?? 0 })) };
};

const publish = async (service: Service, who: StaffMember, type: NewPublicEvent['type'], data: NewPublicEvent['data']): Promise<void> => {
  const event: NewPublicEvent = { type, actor: { kind: 'staff', post: who.post }, data };
  await service.read((tx) => appendPublic(tx, [event], service.clock()));
  await service.jurisdiction('fresh');
};

/** Links matters one by one: each is decided by itself, and what may not be linked by now is left out. How many were linked. */
const linkAll = async (service: Service, who: StaffMember, matters: readonly string[], trouble: string): Promise<number> => {
  const asker = { kind: 'staff', post: who.post, office: who.office, role: who.role } as const;
  let linked = 0;
  for (const matter of matters) {
    const refusal = await takeStep(service, matter, asker, { name: 'link_trouble', input: { trouble } });
    if (!refusal) linked += 1;
  }
  return linked;
};

/** Opens a trouble; the one about the same, where another post of the office has opened it just now. */
const openNew = async (
  service: Service,
  who: StaffMember,
  about: Pick<Trouble, 'subject' | 'place'>,
  days: readonly PlainDate[],
): Promise<string> => {
  const number = await service.read(async (tx) => {
    await lockStream(tx);
    const known = [...troublesOf((await readPublicStream(tx)).events).values()];
    const same = known.find(
      (it) => it.office === who.office && it.endedAt === null && it.subject === about.subject && it.place === about.place,
    );
    if (same && about.subject !== null && about.place !== null) return same.number;
    const trouble = newEntityNumber();
    const facts = {
      ...(about.subject === null ? {} : { subject: about.subject }),
      ...(about.place === null ? {} : { place: about.place }),
    };
    const data = { trouble, office: who.office, ...facts, since: earliest(days) };
    await appendPublic(tx, [{ type: 'trouble_opened', actor: { kind: 'staff', post: who.post }, data }], service.clock());
    return trouble;
  });
  await service.jurisdiction('fresh');
  return number;
};

/** What came of it: the trouble, and how many matters were linked to it just now. */
export interface Gathered {
  readonly trouble: string;
  readonly linked: number;
}

/**
 * Links all open matters of the office about one public place and subject: to the trouble there is, or to a new one, which takes two.
 * The trouble is public; that a matter is linked is a step of that matter, and nobody's date moves.
 */
export const gather = async (
  service: Service,
  who: StaffMember,
  about: { readonly place: string; readonly subject: string },
): Promise<Gathered | Refusal> => {
  if (!(await mayGroup(service, who))) return refuse('not_your_post');
  const known = (await openOf(service, who.office)).find((it) => isAbout(it, about));
  const some = (await candidates(service, who)).filter((it) => it.place === about.place && it.subject === about.subject);
  if (!known && some.length < 2) return refuse('trouble_alone');
  const trouble =
    known?.number ??
    (await openNew(
      service,
      who,
      about,
      some.map((it) => it.filed_on),
    ));
  const linked = await linkAll(
    service,
    who,
    some.map((it) => it.matter),
    trouble,
  );
  return { trouble, linked };
};

/** Links two matters of the office with each other, about a subject or a place that both have: a trouble of two. Neither names the other. */
export const pair = async (
  service: Service,
  who: StaffMember,
  numbers: readonly [string, string],
  by: 'subject' | 'place',
): Promise<Gathered | Refusal> => {
  if (!(await mayGroup(service, who))) return refuse('not_your_post');
  const [a, b] = [parseEntityNumber(numbers[0]) ?? '', parseEntityNumber(numbers[1]) ?? ''];
  if (a === b) return refuse('trouble_alone');
  const views = [await readForStaff(service, a, who), await readForStaff(service, b, who)];
  const seen = [];
  for (const view of views) {
    if (view === undefined) return refuse('not_found');
    if (isRefusal(view)) return view;
    const option = view.options.find((it) => it.command === 'link_trouble');
    // That there is no trouble yet that they could be linked to is why it is opened now.
    if (!option?.open && option?.because?.refused !== 'trouble_none') return option?.because ?? refuse('not_your_post');
    seen.push(view);
  }
  const [first, second] = seen.map((view) => aboutOf(view.state)[by]);
  if (!first || first !== second) return refuse('trouble_not_alike');
  const days = seen.flatMap(({ entries, jurisdiction }) =>
    entries.slice(0, 1).map(({ event }) => dateIn(event.recordedAt, jurisdiction.zone)),
  );
  const about = { subject: by === 'subject' ? first : null, place: by === 'place' ? first : null };
  const trouble = await openNew(service, who, about, days);
  return { trouble, linked: await linkAll(service, who, [a, b], trouble) };
};

const ownOpen = async (service: Service, who: StaffMember, number: string): Promise<Trouble | Refusal> => {
  if (!(await mayGroup(service, who))) return refuse('not_your_post');
  return (await openOf(service, who.office)).find((it) => it.number === number) ?? refuse('trouble_unknown', { field: 'trouble' });
};

/** One sentence on how far it is: public, and shown to the filer of each linked matter. It answers none of them. */
export const tellTrouble = async (service: Service, who: StaffMember, number: string, words: string): Promise<Refusal | undefined> => {
  const trouble = await ownOpen(service, who, number);
  if (isRefusal(trouble)) return trouble;
  const fault = checkText('words', words, 'line');
  if (fault) return fault;
  const word = findControlWord(words);
  if (word !== null) return refuse('control_word', { field: 'words', word });
  const last = trouble.progress.at(-1)?.words;
  if (last !== words) await publish(service, who, 'trouble_told', { trouble: trouble.number, words });
  return undefined;
};

/** The trouble is over. Every linked matter keeps its own date until it has its own reply. */
export const endTrouble = async (service: Service, who: StaffMember, number: string): Promise<Refusal | undefined> => {
  const trouble = await ownOpen(service, who, number);
  if (isRefusal(trouble)) return trouble;
  await publish(service, who, 'trouble_ended', { trouble: trouble.number });
  return undefined;
};
