import { postOut } from '../../../engine/outbox/post-out.ts';
import { readXml } from '../../../engine/forms/read-xml.ts';
import { beginEntity, rulesFor } from '../../../engine/store/begin-entity.ts';
import type { Service } from '../../../engine/service.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import type { XmlElement } from '../../../kernel/canonical/xml-element.ts';
import type { Alert } from '../../../kernel/cap/alert.ts';
import { isAlertOver } from '../../../kernel/cap/over.ts';
import { readAlert } from '../../../kernel/cap/read.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { cutText } from '../domain/cut-text.ts';
import { readFeeds, type CapFeed } from './feed-file.ts';
import { incidents } from './incidents.ts';

/** A feed is read so often. */
const EVERY_MS = 5 * 60_000;
/** Of what it answers, so many bytes are read at most; of its links, so many are followed at a time. */
const BYTES_MAX = 1_048_576;
const LINKS_MAX = 20;
const KNOWN_MAX = 2000;

const looked = new WeakMap<Service, Map<string, Instant>>();

const SAID = statement(
  'cap_feed_looked',
  `insert into cap_feed (jurisdiction, feed, office, looked_at, fault) values ($1, $2, $3, $4, $5)
   on conflict (jurisdiction, feed) do update set office = excluded.office, looked_at = excluded.looked_at, fault = excluded.fault`,
);
const KNOWN = statement<{ warning: string }>(
  'cap_warnings_known',
  'select warning from incident where jurisdiction = $1 and warning = any($2)',
);

type Got = { readonly root: XmlElement } | { readonly fault: string };

const get = async ({ private: isPrivate }: CapFeed, url: URL): Promise<Got> => {
  const came = await postOut({
    url,
    method: 'GET',
    headers: { accept: 'application/cap+xml, application/atom+xml, application/xml' },
    body: '',
    to: isPrivate ? 'any' : 'open',
    read: BYTES_MAX,
  });
  if (!came) return { fault: 'feed.unreachable' };
  if (came.status !== 200) return { fault: `feed.status ${came.status}` };
  if (came.text === '') return { fault: 'feed.too_large' };
  const root = readXml(new TextEncoder().encode(came.text), true);
  return 'fault' in root ? { fault: root.fault } : { root };
};

/** The addresses of the messages of an Atom feed, on the same machine: a feed sends nobody anywhere else. */
const linksOf = (root: XmlElement, base: URL): readonly URL[] =>
  root.inner
    .filter(({ name }) => name === 'entry')
    .flatMap(({ inner }) => inner.filter(({ name }) => name === 'link').map(({ attributes }) => attributes['href'] ?? ''))
    .flatMap((href) => (URL.canParse(href, base) ? [new URL(href, base)] : []))
    .filter(({ host, protocol }) => host === base.host && protocol === base.protocol);

/** When each link of a feed was read last. */
const read = new WeakMap<Service, Map<string, ReadonlyMap<string, Instant>>>();

/** Of all links, those that come next: never read first, then whichever was read longest ago. None is left out for ever. */
const nextOf = (service: Service, feed: CapFeed, links: readonly URL[]): readonly URL[] => {
  const feeds = read.get(service) ?? new Map<string, ReadonlyMap<string, Instant>>();
  read.set(service, feeds);
  const before = feeds.get(feed.name) ?? new Map<string, Instant>();
  const all = [...new Map(links.map((url) => [url.href, url])).values()].slice(0, KNOWN_MAX);
  const next = all.toSorted((a, b) => (before.get(a.href) ?? 0) - (before.get(b.href) ?? 0)).slice(0, LINKS_MAX);
  const now = service.clock();
  // Only of what the feed names now: what it no longer does is forgotten.
  feeds.set(
    feed.name,
    new Map(
      all.flatMap((url): readonly (readonly [string, Instant])[] => {
        const at = next.includes(url) ? now : before.get(url.href);
        return at === undefined ? [] : [[url.href, at]];
      }),
    ),
  );
  return next;
};

/** The messages of a feed, and what was wrong with the first that is none. */
const messagesOf = async (
  service: Service,
  feed: CapFeed,
): Promise<{ readonly alerts: readonly Alert[]; readonly fault: string | null }> => {
  const base = new URL(feed.url);
  const got = await get(feed, base);
  if ('fault' in got) return { alerts: [], fault: got.fault };
  const links = got.root.name === 'feed' ? nextOf(service, feed, linksOf(got.root, base)) : null;
  const roots: Got[] = links === null ? [got] : [];
  for (const url of links ?? []) roots.push(await get(feed, url));
  const said = roots.map((one) => ('fault' in one ? { faults: [{ code: one.fault }] } : readAlert(one.root)));
  return {
    alerts: said.flatMap((one) => ('alert' in one ? [one.alert] : [])),
    fault: said.flatMap((one) => ('faults' in one ? [one.faults[0]?.code ?? 'cap.root'] : []))[0] ?? null,
  };
};

/** Whether a message warns of something now: a real one, not a drill, not taken back, not over. */
const warns = (alert: Alert, now: Instant): boolean =>
  alert.status === 'Actual' && (alert.msgType === 'Alert' || alert.msgType === 'Update') && !isAlertOver(alert, now);

/** By what a message is known: it names itself, and what it says of itself is bounded here. */
const NAME_MAX = 200;
const nameOf = ({ sender, identifier }: Pick<Alert, 'sender' | 'identifier'>): string => `${sender} ${identifier}`;

/** The messages that one is about: `sender,identifier,sent`, with blanks between them (CAP 1.2, 3.2.1). */
const earlierOf = ({ references = '' }: Alert): readonly string[] =>
  references
    .slice(0, 10_000)
    .split(/\s+/)
    .flatMap((one) => {
      const [sender, identifier] = one.split(',');
      return sender === undefined || identifier === undefined ? [] : [nameOf({ sender, identifier })];
    });

/** Opens a watch for what a message warns of; once, however often it is read. Never an incident: somebody looks first. */
const openWatch = async (service: Service, feed: CapFeed, alert: Alert): Promise<void> => {
  const it = await service.jurisdiction();
  const [info] = alert.info ?? [];
  const named = info?.event ?? '';
  const kind = (Object.hasOwn(feed.events, named) ? feed.events[named] : undefined) ?? feed.kind;
  const rules = rulesFor(incidents, it, { field: kind, site: '' });
  if (!rules || !it.offices.has(feed.office)) return;
  const now = service.clock();
  const above = it.offices.get(feed.office)?.parent ?? null;
  const top = above === null ? null : (it.offices.get(above)?.parent ?? null);
  const words = cutText([
    info?.event,
    info?.headline,
    info?.description,
    info?.instruction,
    ...(info?.area ?? []).map((area) => area.areaDesc),
  ]);
  const data = {
    kind,
    as: 'watch',
    source: 'warning',
    lead: feed.office,
    ...(above === null ? {} : { above }),
    ...(top === null ? {} : { top }),
    knownAt: toIso(now),
    warning: nameOf(alert),
  };
  const token = { token: `cap ${feed.office} ${nameOf(alert)}`, request: { warning: nameOf(alert) } };
  const event = { type: 'word_received', level: 0, actor: { kind: 'system' }, visibility: 'open', data, texts: { words } } as const;
  const begun = await beginEntity(service, incidents, it, rules, [event], token);
  if (isRefusal(begun)) throw new Error(`a watch was not opened: ${begun.refused}`);
};

const readOne = async (service: Service, feed: CapFeed): Promise<void> => {
  const { alerts, fault } = await messagesOf(service, feed);
  const now = service.clock();
  const [wanted, tooLong] = [
    alerts.filter((alert) => warns(alert, now) && nameOf(alert).length <= NAME_MAX),
    alerts.some((alert) => nameOf(alert).length > NAME_MAX),
  ];
  const names = [...new Set(wanted.flatMap((alert) => [nameOf(alert), ...earlierOf(alert)]))];
  const known = new Set((await service.read((tx) => tx.run(KNOWN, [tx.jurisdiction, names]))).map(({ warning }) => warning));
  let failed: string | null = null;
  for (const alert of wanted) {
    // What is about a warning that is watched already opens nothing beside it.
    if ([nameOf(alert), ...earlierOf(alert)].some((name) => known.has(name))) continue;
    known.add(nameOf(alert));
    // One that cannot be opened keeps no other of its feed back.
    await openWatch(service, feed, alert).catch(() => (failed = 'feed.not_opened'));
  }
  const said = fault ?? failed ?? (tooLong ? 'cap.name_too_long' : null);
  await service.read((tx) => tx.run(SAID, [tx.jurisdiction, feed.name, feed.office, toIso(now), said]));
};

/** Reads the watched feeds of warnings whose turn it is. What one of them says, or that it says nothing, keeps no other from being read. */
export const watchFeeds = async (service: Service): Promise<void> => {
  const feeds = readFeeds(service.keys);
  if ('fault' in feeds) return;
  const { offices } = await service.jurisdiction();
  const times = looked.get(service) ?? new Map<string, Instant>();
  looked.set(service, times);
  const failed: unknown[] = [];
  for (const feed of feeds) {
    const now = service.clock();
    if (now - (times.get(feed.name) ?? 0) < EVERY_MS || !offices.has(feed.office)) continue;
    times.set(feed.name, now);
    await readOne(service, feed).catch((error: unknown) => failed.push(error));
  }
  if (failed.length > 0) throw failed[0];
};
