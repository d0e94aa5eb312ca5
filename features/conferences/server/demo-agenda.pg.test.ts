import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { openSession } from '../../../engine/people/sessions.ts';
import { readStaffEntity } from '../../../engine/staff-entity.ts';
import { buildApp } from '../../../server/app.ts';
import { fillDemo } from '../../../server/demo/fill.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { openTown, type TestTown } from '../../../test/support/installation.ts';
import { member } from '../../../test/support/sign-in.ts';
import { readForStaff } from '../../grievances/public.ts';
import { hazards } from '../../hazards/public.ts';
import { standing } from '../domain/agenda.ts';
import { fold } from '../domain/state.ts';
import { conferences } from './conferences.ts';

const ZONE = 'Asia/Shanghai';
const OFFICES = ['county', 'housing', 'transport', 'education', 'fire', 'water'];

let town: TestTown;
let app: FastifyInstance;
beforeAll(async () => {
  town = await openTown({ at: new Date().toISOString(), setUp: (it) => fillDemo(it, 1000, () => undefined) });
  app = await buildApp(town.service);
}, 120_000);
afterAll(async () => {
  await app.close();
  await town.close();
});

const head = member('county.head');
const conferenceOf = async (held: boolean) => {
  const { rows } = await town.superuser.query<{ matter: string }>('select matter from conference where (opened_on is not null) = $1', [
    held,
  ]);
  const view = await readStaffEntity(town.service, conferences, rows[0]?.matter ?? '', head);
  if (view === undefined || isRefusal(view)) throw new Error('not shown');
  return view;
};
const pageOf = async (url: string): Promise<string> => {
  const cookie = `huiyin_staff=${await town.service.read((tx) => openSession(tx, 'county.head', town.now()))}`;
  return (await app.inject({ url, headers: { cookie } })).body;
};

describe('the agenda of a conference in the demo county', () => {
  it('has made itself from what is stuck: listed and overdue hazards, and a matter that was supervised and is not answered', async () => {
    const { agenda } = (await conferenceOf(false)).state;
    expect(new Set(agenda.map(({ why }) => why))).toEqual(new Set(['listed', 'overdue', 'supervised']));
    expect(agenda.length).toBeGreaterThan(4);
    for (const item of agenda) expect(OFFICES).toContain(item.office);
    expect(agenda.map(({ since }) => since)).toEqual(agenda.map(({ since }) => since).toSorted());
    const late = addDays(dateIn(town.now(), ZONE), -7);
    for (const { why, since } of agenda) if (why === 'overdue') expect(since <= late).toBe(true);
  });

  it('names nothing that the head who called could not open: each item is opened the usual way', async () => {
    const { agenda } = (await conferenceOf(false)).state;
    for (const { kind, entity } of agenda) {
      const read =
        kind === 'matter' ? await readForStaff(town.service, entity, head) : await readStaffEntity(town.service, hazards, entity, head);
      expect([entity, read !== undefined && !isRefusal(read)]).toEqual([entity, true]);
    }
  });

  it('names no matter on which only its filer went upward, and no help or report, however late they are', async () => {
    const { agenda } = (await conferenceOf(false)).state;
    const on = agenda.map(({ entity }) => entity);
    const { rows } = await town.superuser.query<{ matter: string; kind: string; upward: boolean }>(
      `select distinct o.matter, m.kind, exists (select from event e where e.matter = o.matter and e.type = 'take_up_asked')
          and not exists (select from event e where e.matter = o.matter and e.type = 'supervision_notified') as upward
        from obligation o join matter m using (jurisdiction, matter) where o.level = 0 and o.status in ('open', 'late') and o.due_at < now()`,
    );
    const upward = rows.filter((row) => row.upward);
    expect(upward.length).toBeGreaterThan(0);
    for (const { matter } of upward) expect(on).not.toContain(matter);
    for (const { matter, kind } of rows) if (kind !== 'grievance' && kind !== 'suggestion') expect(on).not.toContain(matter);
  });

  it('shows numbers, offices and days: no title and no word of a matter stands on its page or its sheet', async () => {
    const { number } = await conferenceOf(false);
    for (const url of [`/desk/conference/${number}`, `/desk/conference/${number}/agenda`, '/desk/conferences']) {
      const page = await pageOf(url);
      expect([url, page.includes('排水沟'), page.includes('下大雨')]).toEqual([url, false, false]);
    }
    expect(await pageOf(`/desk/conference/${number}/agenda`)).toContain('上级督办，没有办完');
  });
});

describe('the conference that was held in the demo county', () => {
  it('froze its agenda when it opened, said of every item what becomes of it, and was signed, with one dissent', async () => {
    const { state, entries } = await conferenceOf(true);
    const opened = entries.findIndex(({ event }) => event.type === 'conference_opened');
    const then = fold(entries.slice(0, opened + 1).map(({ event }) => event));
    expect(state.agenda).toEqual(then.agenda);
    const results = [...state.decisions.flatMap(({ item }) => item ?? []), ...state.putOff.map(({ entity }) => entity)];
    expect(new Set(results)).toEqual(new Set(standing(state.agenda).map(({ entity }) => entity)));
    expect(state.signatures.map(({ office, answer }) => [office, answer])).toEqual([
      ['housing', 'countersigned'],
      ['transport', 'countersigned'],
      ['education', 'countersigned'],
      ['fire', 'dissent'],
    ]);
    expect(state.closedAt).not.toBeNull();
  });

  it('is told to everybody by meeting, office, line and day: one kept, one late, one under way, and no number of any matter', async () => {
    const page = (await app.inject({ url: '/decisions' })).body;
    for (const said of [
      '五所学校门口补画斑马线',
      '按期办完',
      '校车站点增减先公示七天',
      '逾期，还没有办完',
      '老旧小区消防车通道全部划线',
      '在办',
    ])
      expect([said, page.includes(said)]).toEqual([said, true]);
    const { number, state } = await conferenceOf(true);
    for (const secret of [number, ...state.agenda.map(({ entity }) => entity), '听取了', '划线由街道'])
      expect([secret, page.includes(secret)]).toEqual([secret, false]);
  });

  it('is beside a matter that the head has taken: its number at the desk, and only the post and the subject in public', async () => {
    const { rows } = await town.superuser.query<{ of_matter: string }>('select of_matter from taken_matter');
    const [taken] = rows;
    expect(rows.length).toBe(1);
    expect(await pageOf('/desk/conferences')).toContain(taken?.of_matter ?? '');
    const page = (await app.inject({ url: '/decisions' })).body;
    expect([page.includes('青川县人民政府（负责人）'), page.includes(taken?.of_matter ?? '')]).toEqual([true, false]);
  });

  it('comes to the same when it is recomputed', async () => {
    expect((await reconcile(town.service)).findings).toEqual([]);
  });
});

describe('lessons and campaigns of the demo county', () => {
  it('are told by class of site: some kept, some not whole, some not held; who looks after a site finds what was lacking', async () => {
    const year = new Intl.DateTimeFormat('en', { timeZone: ZONE, year: 'numeric' }).format(town.now());
    const csv = (await app.inject({ url: `/en/outreach.csv?of=rules&span=${year}` })).body;
    const rows = csv
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(','));
    const sum = (column: number): number => rows.reduce((all, row) => all + Number(row.at(column)), 0);
    // In time, not whole, not held.
    for (const column of [-7, -5]) expect([column, sum(column) > 0]).toEqual([column, true]);
    expect(sum(-4) + sum(-3)).toBeGreaterThan(0);
    expect(rows.map(([of]) => of)).toContain('community_building');
    expect((await app.inject({ url: `/outreach?span=${year}` })).body).toContain('社区用房');
    expect(await pageOf(`/desk/outreach?span=${year}`)).toContain('没到位');
  });
});
