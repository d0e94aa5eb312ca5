import { publishDefinition } from '../../../engine/place/publish-definition.ts';
import { openSession } from '../../../engine/people/sessions.ts';
import { addPost, addStaff } from '../../../engine/people/staff.ts';
import { ROLES } from '../../../kernel/access/access.ts';
import type { Vocabulary } from '../../../kernel/policy/vocabulary.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Json } from '../../../kernel/stream/event.ts';
import { getPackOf } from '../../../policy/load.ts';
import { buildApp } from '../../../server/app.ts';
import { WORK_KINDS } from '../../../server/faces.ts';
import { readFilter } from '../../../desk/worklist/filter.ts';
import { readWorklist } from '../../../desk/worklist/read-worklist.ts';
import { openTown, PASSWORD, TOTP_SECRET, type TestTown } from '../installation.ts';
import { member } from '../sign-in.ts';

/** Publishes a pack of a kind; as an emergency it counts after the next tick and for three days, else after a week and for good (G1). */
export const publishPack = (it: Pick<TestTown, 'service' | 'now'>, kind: Vocabulary, name: string, emergency = true): Promise<unknown> =>
  it.service.read((tx) =>
    publishDefinition(
      tx,
      {
        kind: 'pack',
        name,
        body: getPackOf([kind], name) as unknown as Json, // a pack is plain JSON by its own type
        replaces: false,
        emergency,
        actor: { kind: 'machine' },
      },
      it.now(),
    ),
  );

/** A town with every role in some offices, served; what its tests do at the desk, whatever the kind. */
export const openStaffTown = async (offices: readonly string[], at = '2026-11-23T01:00:00Z') => {
  const town = await openTown({ at, withStaff: true, withSubjects: true });
  const { rows: there } = await town.superuser.query<{ post: string }>('select post from post');
  await town.service.read(async (tx) => {
    for (const office of offices)
      for (const role of ROLES) {
        const post = `${office}.${role}`;
        if (there.some((row) => row.post === post)) continue;
        await addPost(tx, office, role);
        await addStaff(tx, town.installation.keys.secret('wrap'), { staff: post, post, password: PASSWORD, totp: TOTP_SECRET });
      }
  });
  const app = await buildApp(town.service);
  const listed = async (post: string, query: { readonly [name: string]: string } = {}) => {
    const list = await readWorklist(town.service, WORK_KINDS, member(post), readFilter(query));
    if (isRefusal(list)) throw new Error(list.refused);
    return list.rows;
  };

  /** What a browser of a post brings with each form. */
  const session = async (post: string) => {
    const cookie = `huiyin_staff=${await town.service.read((tx) => openSession(tx, post, town.now()))}`;
    const page = await app.inject({ url: '/desk/sign-out', headers: { cookie } });
    return { cookie, csrf: /name="csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '' };
  };

  /** A browser of a post. */
  const browser = async (post: string) => {
    const { cookie, csrf } = await session(post);
    const get = (url: string) => app.inject({ url, headers: { cookie } });
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
  /** A program that acts for a post. */
  const program = async (post: string) => {
    const authorization = `Bearer ${await town.service.read((tx) => openSession(tx, post, town.now()))}`;
    return (url: string, payload: object) => app.inject({ method: 'POST', url, headers: { authorization }, payload });
  };
  return { town, app, listed, session, browser, program, close };
};
