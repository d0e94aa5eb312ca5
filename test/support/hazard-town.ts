import { openSession } from '../../engine/people/sessions.ts';
import { addPost, addStaff } from '../../engine/people/staff.ts';
import { publishDefinition } from '../../engine/place/publish-definition.ts';
import { beginStaffEntity, readStaffEntity, takeStaffStep } from '../../engine/staff-entity.ts';
import { ROLES } from '../../kernel/access/access.ts';
import { addDays } from '../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../kernel/calendar/zone.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import type { Json, JsonObject } from '../../kernel/stream/event.ts';
import { getPackOf } from '../../policy/load.ts';
import { buildApp } from '../../server/app.ts';
import { WORK_KINDS } from '../../server/faces.ts';
import { openTown, PASSWORD, TOTP_SECRET, type TestTown } from './installation.ts';
import { member } from './sign-in.ts';
import { readWorklist } from '../../desk/worklist/read-worklist.ts';
import { readFilter } from '../../desk/worklist/filter.ts';
import { HAZARD } from '../../features/hazards/domain/vocabulary.ts';
import { hazards } from '../../features/hazards/server/hazards.ts';

/** What a post writes down. */
export const FOUND = { source: 'check', what: '消防通道堆放纸箱', spot: '二号棚', place: 'east-market' };
export const OFFICES = ['housing', 'water', 'county', 'letters'];

/** Publishes the pack of hazards, as an emergency so that it counts after the next tick. */
export const publishHazards = (it: TestTown): Promise<unknown> =>
  it.service.read((tx) =>
    publishDefinition(
      tx,
      {
        kind: 'pack',
        name: 'hazard-general',
        body: getPackOf([HAZARD], 'hazard-general') as unknown as Json, // a pack is plain JSON by its own type
        replaces: false,
        emergency: true,
        actor: { kind: 'machine' },
      },
      it.now(),
    ),
  );

/** A town with every role in four offices, served, and what its tests do with hazards. */
export const openHazardTown = async () => {
  const town = await openTown({ at: '2026-11-23T01:00:00Z', withStaff: true, withSubjects: true });
  const { rows: there } = await town.superuser.query<{ post: string }>('select post from post');
  await town.service.read(async (tx) => {
    for (const office of OFFICES)
      for (const role of ROLES) {
        const post = `${office}.${role}`;
        if (there.some((row) => row.post === post)) continue;
        await addPost(tx, office, role);
        await addStaff(tx, town.installation.keys.secret('wrap'), { staff: post, post, password: PASSWORD, totp: TOTP_SECRET });
      }
  });
  const app = await buildApp(town.service);
  /** An order of today, to be mended in eleven days. */
  const order = () => ({
    mender: 'water',
    acceptor: 'county',
    measures: '清走',
    money: '自筹三千元',
    by: addDays(dateIn(town.now(), 'Asia/Shanghai'), 11),
    meanwhile: '有人值守',
    standard: '净宽1.4米',
  });
  const steps = (): readonly (readonly [post: string, name: string, input: JsonObject])[] => [
    ['housing.handler', 'grade', { grade: 'general', criterion: '能够立即排除' }],
    ['housing.head', 'order', order()],
    ['water.handler', 'report_mended', { words: '清走了' }],
    ['county.head', 'accept_mend', { words: '量过，合格' }],
    ['housing.head', 'delist', {}],
  ];

  const found = async (input: JsonObject = FOUND): Promise<string> => {
    const number = await beginStaffEntity(town.service, hazards, member('housing.handler'), input);
    if (isRefusal(number)) throw new Error(JSON.stringify(number));
    return number;
  };
  const lived = async (count: number): Promise<string> => {
    const number = await found();
    for (const [post, name, input] of steps().slice(0, count)) {
      const refusal = await takeStaffStep(town.service, hazards, number, member(post), { name, input });
      if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
    }
    return number;
  };
  const viewed = async (number: string, post = 'housing.head') => {
    const view = await readStaffEntity(town.service, hazards, number, member(post));
    if (view === undefined || isRefusal(view)) throw new Error(`${post} does not see ${number}`);
    return view;
  };
  const listed = async (post: string, query: { readonly [name: string]: string } = {}) => {
    const list = await readWorklist(town.service, WORK_KINDS, member(post), readFilter(query));
    if (isRefusal(list)) throw new Error(list.refused);
    return list.rows;
  };

  /** A browser of a post. */
  const browser = async (post: string) => {
    const cookie = `huiyin_staff=${await town.service.read((tx) => openSession(tx, post, town.now()))}`;
    const get = (url: string) => app.inject({ url, headers: { cookie } });
    const csrf = /name="csrf" value="([^"]+)"/.exec((await get('/desk/sign-out')).body)?.[1] ?? '';
    const post_ = (url: string, form: { readonly [name: string]: string }) =>
      app.inject({
        method: 'POST',
        url,
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ csrf, ...form }).toString(),
      });
    return { get, post: post_ };
  };
  const close = async (): Promise<void> => {
    await app.close();
    await town.close();
  };
  return { town, app, order, steps, found, lived, viewed, listed, browser, close };
};
