import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleOf } from '../../../engine/log/build-bundle.ts';
import { policyText } from '../../../engine/http/log-files.ts';
import { beginStaffEntity, readStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import { parseBase64 } from '../../../kernel/canonical/base64.ts';
import { parsePayload } from '../../../kernel/leaf/payload.ts';
import { leafCommitment } from '../../../kernel/leaf/leaf.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { nodeHashing, nodeVerifying } from '../../../ports/node.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { member } from '../../../test/support/sign-in.ts';
import { openStaffTown, publishPack } from '../../../test/support/towns/staff-town.ts';
import { verifyBundle } from '../../../verifier/check/verify.ts';
import { hazards } from '../../hazards/public.ts';
import { checkDraw } from '../domain/draw.ts';
import { findingsOf } from '../domain/state.ts';
import { POINTS, VISIT } from '../domain/vocabulary.ts';
import { visits } from './visits.ts';

// Monday 23 November 2026, nine in the morning there.
let place: Awaited<ReturnType<typeof openStaffTown>>;
beforeAll(async () => {
  place = await openStaffTown(['city', 'county', 'housing', 'water', 'letters']);
  await publishPack(place.town, VISIT, 'visit-tour');
  await place.town.tick();
  await place.town.service.jurisdiction('fresh');
});
afterAll(async () => {
  await place.close();
});

const fromBase64 = (text: string): Uint8Array => {
  const bytes = parseBase64(text);
  if (!bytes) throw new Error(`not base64: ${text}`);
  return bytes;
};

const TOUR: JsonObject = { title: '冬季安全履职督查', english: 'Winter visits', count: 2, until: '2026-12-11' };
const announce = (input: JsonObject = TOUR, post = 'county.head') => beginStaffEntity(place.town.service, visits, member(post), input);
const take = (number: string, name: string, input: JsonObject = {}, post = 'county.head') =>
  takeStaffStep(place.town.service, visits, number, member(post), { name, input });
const view = async (number: string, post = 'county.head') => {
  const found = await readStaffEntity(place.town.service, visits, number, member(post));
  if (found === undefined || isRefusal(found)) throw new Error('not shown');
  return found;
};
const open = async (url: string) => (await place.app.inject({ url })).body;
const allInOrder = Object.fromEntries(POINTS.map((point) => [point, 'in_order']));
const made = async () =>
  (
    await place.town.superuser.query<{ matter: string; item: string; source: string; danger: string; lead: string }>(
      'select matter, item, source, danger, lead from hazard order by item',
    )
  ).rows;

let tour = '';
let seed = '';

describe('an announcement', () => {
  it('is made by the head of an office that has others below it, for as many as there are', async () => {
    expect(await announce(TOUR, 'housing.head')).toEqual({ refused: 'visit_none_below' });
    expect(await announce(TOUR, 'county.handler')).toEqual({ refused: 'not_your_post' });
    expect(await announce({ ...TOUR, count: 4 })).toEqual({ refused: 'visit_count', data: { field: 'count', max: 3 } });
    expect(await announce({ ...TOUR, count: 0 })).toMatchObject({ refused: 'visit_count' });
    expect(await announce({ ...TOUR, until: '2026-11-22' })).toMatchObject({ refused: 'promise_past' });
    expect(await announce({ ...TOUR, title: '两会期间督查' })).toMatchObject({ refused: 'name_word' });
    expect((await place.town.superuser.query('select from tour')).rowCount).toBe(0);
  });

  it('takes no office, no seed and no commitment from whoever announces: the drum is every office below', async () => {
    const number = await announce({ ...TOUR, drum: ['water'], seed: '00'.repeat(32), commitment: 'ab'.repeat(32) });
    if (isRefusal(number)) throw new Error(number.refused);
    tour = number;
    const { state, entries } = await view(tour);
    expect(state.drum).toEqual(['housing', 'letters', 'water']);
    expect(state.commitment).toMatch(/^[0-9a-f]{64}$/);
    expect(state.commitment).not.toBe('ab'.repeat(32));
    // The seed is with the event, and shown to nobody.
    expect(entries[0]?.event.data['kept']).toEqual(['seed']);
    expect(entries[0]?.texts).toEqual({});
  });

  it('is not drawn before a checkpoint holds it', async () => {
    const { length } = (await view(tour)).entries;
    expect(await take(tour, 'draw')).toEqual({ refused: 'draw_unpublished' });
    expect(await take(tour, 'draw', { drawn: ['water'], root: '00'.repeat(32), told: '00'.repeat(32), size: 1 })).toEqual({
      refused: 'draw_unpublished',
    });
    expect((await view(tour)).entries.length).toBe(length);
  });

  it('stands in public with its fingerprint and its leaf, without any seed; the bundle of the office has none either', async () => {
    await place.town.tick();
    const page = await open('/en/visits');
    const { state, entries } = await view(tour);
    for (const word of ['Winter visits', state.commitment, `/c/${entries[0]?.leaf}`, 'Not drawn yet', 'Housing', '<code>water</code>'])
      expect([word, page.includes(word)]).toEqual([word, true]);
    const bundle = await bundleOf(place.town.service, tour);
    expect(Object.values(bundle?.texts ?? {})).toEqual([]);
    const ports = { hashing: nodeHashing, verifying: nodeVerifying };
    const policy = await policyText(place.town.service);
    expect(verifyBundle({ bundleText: JSON.stringify(bundle), policyText: policy, ports }).verdict).toBe('true');
  });
});

describe('a draw', () => {
  it('is made with the first checkpoint that holds the announcement, however many come after it', async () => {
    const sizes = async () => (await place.town.superuser.query<{ size: number }>('select size from log_checkpoint order by size')).rows;
    const before = await sizes();
    place.town.setClock('2026-11-23T02:00:00Z');
    expect(await announce({ ...TOUR, title: '另一次督查', english: 'Another' })).toMatch(/^[0-9A-Z]{8}$/);
    await place.town.tick();
    expect((await sizes()).length).toBeGreaterThan(before.length);
    expect(await take(tour, 'draw', {}, 'county.handler')).toEqual({ refused: 'not_your_post' });
    expect(await take(tour, 'draw', { drawn: ['water'] })).toBeUndefined();
    const { state } = await view(tour);
    expect(state.drawn?.size).toBe(Number(before.at(-1)?.size));
    seed = state.drawn?.seed ?? '';
    const { drawn, commitment, drum, count } = state;
    if (!drawn) throw new Error('not drawn');
    const told = { commitment, count, seed, root: drawn.root, offices: drum, drawn: drawn.offices };
    expect(checkDraw(nodeHashing, told)).toBeUndefined();
    expect(drawn.offices.length).toBe(2);
    expect(await take(tour, 'draw')).toEqual({ refused: 'already_done' });
  });

  it('is not told to anybody else before the visits: no seed, no offices, no leaf opened', async () => {
    const page = await open('/en/visits');
    expect(page).toContain('The offices are drawn.');
    expect([page.includes(seed), page.includes('Recomputed')]).toEqual([false, false]);
    const leaves = JSON.parse(await open(`/visits/${tour}/leaves.json`)) as { leaves: readonly { payload: string }[] };
    expect(leaves.leaves.length).toBe(1);
    expect(Buffer.from(leaves.leaves[0]?.payload ?? '', 'base64').toString()).not.toContain(seed);
    for (const post of ['housing.head', 'water.head', 'letters.head', 'city.head', 'county.admin', 'county.auditor']) {
      const read = await readStaffEntity(place.town.service, visits, tour, member(post));
      expect([post, read === undefined || isRefusal(read)]).toEqual([post, true]);
    }
  });
});

describe('visits', () => {
  it('are made to the offices that were drawn, once each, and say every point', async () => {
    const { drawn, drum } = (await view(tour)).state;
    const [first = '', second = ''] = drawn?.offices ?? [];
    const spared = drum.find((office) => !drawn?.offices.includes(office)) ?? '';
    expect(await take(tour, 'examine_office', { office: spared, ...allInOrder })).toMatchObject({ refused: 'visit_not_drawn' });
    const { roster_kept: _, ...nine } = allInOrder;
    expect(await take(tour, 'examine_office', { office: first, ...nine })).toMatchObject({ data: { field: 'roster_kept' } });
    expect(await take(tour, 'examine_office', { office: first, ...allInOrder }, 'housing.head')).toEqual({ refused: 'not_found' });
    const found = { duty_phone: 'not_in_order', drills_held: 'not_in_order', letters_signed: 'not_applicable' };
    const words = { duty_phone_words: '打了三次没有人接' };
    expect(await take(tour, 'examine_office', { office: first, ...allInOrder, ...found, ...words }, 'county.inspector')).toBeUndefined();
    expect(await take(tour, 'examine_office', { office: first, ...allInOrder })).toMatchObject({ refused: 'visit_not_drawn' });
    expect(await take(tour, 'close_tour', { report: '还没有做完' })).toEqual({ refused: 'not_yet' });
    const { state } = await view(tour);
    expect(state.visits.map((visit) => [visit.office, findingsOf(visit)])).toEqual([[first, ['duty_phone', 'drills_held']]]);
    expect((await place.listed('county.head')).find((row) => row.number === tour)?.duties.map((duty) => duty.rule.id)).toEqual([
      'visit.made',
      'visit.next',
    ]);
    expect(second).not.toBe('');
  });

  it('leave findings waiting while no pack of hazards is in force', async () => {
    await sweep(place.town.service);
    expect(await made()).toEqual([]);
  });

  it('have each finding become a hazard once, with the words that were written, ordered by the office that visits', async () => {
    await publishPack(place.town, hazards.vocabulary, 'hazard-general');
    await place.town.tick();
    await place.town.service.jurisdiction('fresh');
    await sweep(place.town.service);
    const rows = await made();
    const office = (await view(tour)).state.visits[0]?.office ?? '';
    expect(rows.map(({ item, source, danger, lead }) => [item, source, danger, lead])).toEqual([
      [`${office}.drills_held`, 'supervision', 'other', 'county'],
      [`${office}.duty_phone`, 'supervision', 'other', 'county'],
    ]);
    await sweep(place.town.service);
    await sweep(place.town.service);
    expect(await made()).toEqual(rows);
    expect((await view(tour)).state.taken).toEqual([office]);
    const phone = rows[1]?.matter ?? '';
    const hazard = await readStaffEntity(place.town.service, hazards, phone, member('county.head'));
    if (hazard === undefined || isRefusal(hazard)) throw new Error('not shown');
    expect(hazard.texts).toMatchObject({ what: '值班电话有人接听：不符合', seen: '打了三次没有人接' });
    const page = (await (await place.browser('county.head')).get(`/desk/hazard/${phone}`)).body;
    expect(page).toContain(`/desk/visit/${tour}`);
  });

  it('that were cut short between the hazards and the word that they are made are found again by their rows', async () => {
    const [, second = ''] = (await view(tour)).state.drawn?.offices ?? [];
    expect(await take(tour, 'examine_office', { office: second, ...allInOrder, proofs_valid: 'not_in_order' })).toBeUndefined();
    // Two sweeps at once, as after a restart.
    await Promise.allSettled([sweep(place.town.service), sweep(place.town.service)]);
    await sweep(place.town.service);
    expect((await made()).filter(({ item }) => item === `${second}.proofs_valid`).length).toBe(1);
    expect((await place.town.superuser.query('select from tour where untaken > 0')).rowCount).toBe(0);
  });
});

describe('a tour', () => {
  it('is told to everybody once its visits are made, and anybody can recompute it from the log', async () => {
    await place.town.tick();
    const page = await open('/en/visits');
    for (const word of [seed, 'Recomputed: fingerprint and offices agree.']) expect([word, page.includes(word)]).toEqual([word, true]);
    for (const word of ['打了三次', 'duty phone']) expect([word, page.includes(word)]).toEqual([word, false]);
    const { leaves } = JSON.parse(await open(`/visits/${tour}/leaves.json`)) as {
      leaves: readonly { payload: string; salt: string; leaf: string }[];
    };
    const payloads = leaves.map(({ payload, salt, leaf }) => {
      const bytes = fromBase64(payload);
      const commitment = leafCommitment(nodeHashing, fromBase64(salt), bytes);
      expect(Buffer.from(fromBase64(leaf).slice(16)).equals(Buffer.from(commitment))).toBe(true);
      const parsed = parsePayload(bytes);
      if (!parsed.ok) throw new Error(parsed.reason);
      return parsed.payload;
    });
    const [announced, drew] = payloads;
    const told = {
      commitment: String(announced?.data['commitment']),
      offices: announced?.data['drum'] as readonly string[],
      count: Number(announced?.data['count']),
      seed: String(drew?.data['told']),
      root: String(drew?.data['root']),
      drawn: drew?.data['drawn'] as readonly string[],
    };
    expect(checkDraw(nodeHashing, told)).toBeUndefined();
    expect(checkDraw(nodeHashing, { ...told, seed: 'ab'.repeat(32) })).toBe('seed_not_committed');
    expect(checkDraw(nodeHashing, { ...told, offices: told.offices.filter((one) => one !== told.drawn[0]) })).toBe('others_drawn');
  });

  it('says on the page that a draw does not agree, where a row was changed', async () => {
    await place.town.superuser.query("update tour set seed = repeat('ab', 32) where matter = $1", [tour]);
    expect(await open('/en/visits')).toContain('it does not agree');
    expect(JSON.stringify((await reconcile(place.town.service)).findings)).toContain('tour');
    await place.town.superuser.query('update tour set seed = $2 where matter = $1', [tour, seed]);
  });

  it('is closed with a report; the next announcement meets the duty to go on', async () => {
    expect(await take(tour, 'close_tour', { report: '两个单位各有问题，已转为隐患。' })).toBeUndefined();
    await sweep(place.town.service);
    expect((await view(tour)).state.next).toMatch(/^[0-9A-Z]{8}$/);
    expect((await place.listed('county.head')).map((row) => row.number)).not.toContain(tour);
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings).toEqual([]);
  });

  it('that nobody draws is late after five working days, and seen to be', async () => {
    place.town.setClock('2026-12-02T01:00:00Z');
    await sweep(place.town.service);
    expect((await place.town.superuser.query("select from obligation where rule = 'visit.draw' and status = 'late'")).rowCount).toBe(1);
    expect(await open('/en/visits')).toContain('Not drawn yet');
  });
});
