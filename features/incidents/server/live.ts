import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieOf } from '../../../engine/http/staff-device.ts';
import { findSession } from '../../../engine/people/sessions.ts';
import type { Service } from '../../../engine/service.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { mayDo, type Relation } from '../../../kernel/access/access.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { Routes } from '../../../desk/feature.ts';
import { sendRefusal } from '../../../portal/send-refusal.ts';

const PART = statement<{ of: string; role: string }>(
  'office_has_part_in_incident',
  `select e.kind as of, a.role from assignment a join entity e on e.jurisdiction = a.jurisdiction and e.entity = a.matter
   where a.jurisdiction = $1 and a.matter = $2 and a.office = $3 and a.until is null and e.kind in ('incident', 'drill')`,
);
const LENGTHS = statement<{ matter: string; length: number }>(
  'lengths_of_streams',
  'select matter, length from stream where jurisdiction = $1 and level = 0 and matter = any($2)',
);

const LOOK_MS = 2000;
/** A page asks anew after so long; a browser does that by itself. */
const OPEN_MS = 15 * 60_000;
/** So many pages are told at once; whoever comes after them reloads by hand. */
const MOST = 200;

/** How an office that has a part in one may stand to it: whoever leads deals with it, everybody else is told, was called, or learns. */
const RELATIONS: { readonly [role: string]: readonly Relation[] } = { lead: ['own'], co: ['above', 'above_2', 'asked', 'co'] };

/** Whether a post may open an incident or a drill, by its part and the access table; what it is about stays closed, so nothing is opened. */
const mayListen = async (service: Service, token: string | undefined, number: string): Promise<boolean> => {
  const { access } = await service.jurisdiction();
  return service.read(async (tx) => {
    const staff = token === undefined ? undefined : await findSession(tx, token, service.clock());
    if (!staff) return false;
    const parts = await tx.run(PART, [tx.jurisdiction, number, staff.office]);
    return parts.some(({ of, role }) =>
      (RELATIONS[role] ?? []).some((relation) => mayDo(access, { role: staff.role, relation, verb: 'read', of }).allowed),
    );
  });
};

interface Watcher {
  readonly number: string;
  readonly tell: (length: number) => void;
  readonly end: () => void;
}

/** Tells open pages how many steps something has, whenever that changes: one question to the database for all of them. */
const openHub = (service: Service) => {
  const watchers = new Set<Watcher>();
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    const numbers = [...new Set([...watchers].map(({ number }) => number))];
    const rows = await service.read((tx) => tx.run(LENGTHS, [tx.jurisdiction, numbers]));
    for (const { matter, length } of rows) for (const one of watchers) if (one.number === matter) one.tell(length);
  };
  const next = (): void => {
    // A database that is away is asked again: the page says what it said before.
    timer = setTimeout(() => void look().then(again, again), LOOK_MS);
  };
  const again = (): void => (watchers.size > 0 ? next() : void (timer = undefined));
  return {
    isFull: (): boolean => watchers.size >= MOST,
    add: (one: Watcher): (() => void) => {
      watchers.add(one);
      if (timer === undefined) next();
      return () => void watchers.delete(one);
    },
    close: (): void => {
      clearTimeout(timer);
      for (const one of watchers) one.end();
      watchers.clear();
    },
  };
};

const HEADERS = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };

/** Keeps an answer open and tells the length whenever it changes. */
const keepOpen = (hub: ReturnType<typeof openHub>, number: string, request: FastifyRequest, reply: FastifyReply): void => {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, HEADERS);
  raw.write('retry: 5000\n\n');
  let known = -1;
  const end = (): void => void raw.end();
  const remove = hub.add({
    number,
    tell: (length) => {
      if (length !== known) raw.write(`event: length\ndata: ${length}\n\n`);
      known = length;
    },
    end,
  });
  const timer = setTimeout(end, OPEN_MS);
  const gone = (): void => {
    clearTimeout(timer);
    remove();
  };
  // Whoever went before this was opened is never told of again.
  raw.on('close', gone);
  if (raw.destroyed || request.raw.destroyed) gone();
};

/** What a page of an incident listens to: a number of steps and nothing else, for an office that has a part in it. */
export const liveRoutes: Routes = (app, service) => {
  const hub = openHub(service);
  app.addHook('preClose', async () => hub.close());
  app.get<{ Params: { number: string } }>('/desk/live/:number', { schema: { hide: true } }, async (request, reply) => {
    const site = request.headers['sec-fetch-site'];
    const token = site === undefined || site === 'same-origin' ? cookieOf(request) : undefined;
    const number = parseEntityNumber(request.params.number.slice(0, 64)) ?? '';
    if (!(await mayListen(service, token, number))) return sendRefusal(service, request, reply, refuse('not_found'));
    if (hub.isFull()) return sendRefusal(service, request, reply, refuse('too_many_requests'));
    keepOpen(hub, number, request, reply);
    return reply;
  });
};
