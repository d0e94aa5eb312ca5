import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerComments } from '../../features/grievances/server/comments/answer-comments.ts';
import { publishWords } from '../../features/grievances/server/comments/publish-words.ts';
import { readBalance } from '../../features/consultations/server/balance.ts';
import { readPublished } from '../../features/consultations/server/read-public.ts';
import { settleConsultations } from '../../features/consultations/server/settle-consultations.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { sweep } from '../../server/loops/sweep.ts';
import { untilWell } from '../support/installation.ts';
import { openConsultationTown } from '../support/towns/consultation-town.ts';

const COMMENTS = 5_000;
const AT_ONCE = 64;
const GROUPS = 12;
/** Every 137th comment is put into no group and answered by nobody. */
const FORGOTTEN = 137;
const OUTCOMES = ['adopted', 'adopted_in_part', 'not_adopted', 'outside_draft'] as const;

interface Plan {
  readonly subject: string;
  readonly question: number | undefined;
  readonly publish: boolean;
  /** From 1; null for one that is forgotten. */
  readonly group: number | null;
}

/** What each of them says and what becomes of it, decided beforehand: the oracle of all that is counted. */
const plan = Array.from({ length: COMMENTS }, (_, i): Plan => ({
  subject: `意见之${i}`,
  question: i % 3 === 0 ? undefined : i % 3,
  publish: i % 8 === 0,
  group: i % FORGOTTEN === 0 ? null : 1 + ((i * 7) % GROUPS),
}));
const outcomeOf = (group: number): (typeof OUTCOMES)[number] => OUTCOMES[group % OUTCOMES.length] ?? 'adopted';
const forgotten = plan.filter(({ group }) => group === null).length;

const inBatches = async <T>(all: readonly T[], work: (one: T, i: number) => Promise<void>): Promise<void> => {
  for (let from = 0; from < all.length; from += AT_ONCE)
    await Promise.all(all.slice(from, from + AT_ONCE).map((one, k) => work(one, from + k)));
};

let place: Awaited<ReturnType<typeof openConsultationTown>>;
let number = '';
const numbers: string[] = [];
const public_ = async (): Promise<string> => (await place.app.inject({ url: `/en/consultations/${number}` })).body;

beforeAll(async () => {
  place = await openConsultationTown();
  number = await place.opened();
  await inBatches(plan, async ({ subject, question, publish }, i) => {
    const more = { ...(question === undefined ? {} : { question }), ...(publish ? { publish: true as const } : {}) };
    numbers[i] = (await place.commented(number, { fields: { subject, body: `${subject}，说来话长。` }, ...more })).number;
  });
}, 300_000);
afterAll(async () => {
  await place.close();
});

describe('a consultation with five thousand comments', () => {
  it('tells no count while others may speak, and holds nothing of any comment in its own stream', async () => {
    expect(new Set(numbers).size).toBe(COMMENTS);
    const body = await public_();
    expect(body).toContain('No numbers are told while comments are taken');
    expect(body).not.toMatch(/500\d|49\d\d/);
    const entries = JSON.stringify((await place.view(number)).entries);
    expect(numbers.filter((one) => entries.includes(one))).toEqual([]);
  });

  it('answers every one that is in a group exactly once, though it is interrupted again and again', async () => {
    const { town } = place;
    for (let nth = 1; nth <= GROUPS; nth += 1) await place.took(number, 'make_group', { heading: `说法之${nth}` });
    await inBatches(plan, async ({ group }, i) => {
      if (group !== null) await place.step(numbers[i] ?? '', 'group_comment', { group });
    });
    town.setClock('2026-12-30T02:00:00Z');
    for (let nth = 1; nth <= GROUPS; nth += 1)
      await place.took(number, 'answer_group', { group: nth, outcome: outcomeOf(nth), reason: `理由之${nth}。` });
    // Some, then two at the same time, then one whose connections are all cut in the middle; then to the end.
    expect(await answerComments(town.service, 300)).toBe(300);
    await Promise.all([answerComments(town.service, 200), answerComments(town.service, 200)]);
    const cut = answerComments(town.service, 2_000).catch(() => 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await town.superuser.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await cut;
    await untilWell(town);
    while ((await answerComments(town.service)) > 0);
    const { rows } = await town.superuser.query<{ matter: string; replies: number }>(
      "select matter, count(*)::integer as replies from event where type = 'replied' group by matter",
    );
    expect(rows.filter(({ replies }) => replies !== 1)).toEqual([]);
    expect(new Set(rows.map(({ matter }) => matter))).toEqual(new Set(numbers.filter((_, i) => plan[i]?.group !== null)));
    // What each reads is the answer of its own group.
    for (let i = 0; i < COMMENTS; i += 211) {
      const group = plan[i]?.group ?? null;
      const seen = await place.seen(numbers[i] ?? '');
      const reply = seen.entries.find(({ event }) => event.type === 'replied');
      expect([i, reply?.event.data['outcome'], reply?.texts['opinion']]).toEqual(
        group === null ? [i, undefined, undefined] : [i, outcomeOf(group), `理由之${group}。`],
      );
    }
  }, 400_000);

  it('counts as the oracle counts, exactly at the desk and in fives for everybody', async () => {
    const balance = await place.town.service.read((tx) => readBalance(tx, number));
    expect(balance).toMatchObject({ received: COMMENTS, unanswered: forgotten, waiting: forgotten, ungrouped: forgotten });
    const inGroup = (nth: number): number => plan.filter(({ group }) => group === nth).length;
    expect(new Map(balance.cells.map(({ group, outcome, count }) => [`${group} ${outcome}`, count]))).toEqual(
      new Map([
        ...Array.from({ length: GROUPS }, (_, i) => [`${i + 1} ${outcomeOf(i + 1)}`, inGroup(i + 1)] as const),
        ['null null', forgotten] as const,
      ]),
    );
    const body = await public_();
    for (let nth = 1; nth <= GROUPS; nth += 1) {
      const low = Math.floor(inGroup(nth) / 5) * 5;
      expect(body).toContain(`说法之${nth}</td>`);
      expect(body).toContain(`${low}–${low + 4}`);
    }
  });

  it('publishes the words of those who agreed and of nobody else, in an order that has nothing to do with who came first', async () => {
    const { service } = place.town;
    await place.took(number, 'publish_words');
    await publishWords(service);
    const shown: string[] = [];
    for (let page = 1; ; page += 1) {
      const words = await readPublished(service, number, page);
      if (!words) break;
      shown.push(...words.map(({ subject }) => subject));
    }
    const agreed = plan.filter(({ publish }) => publish).map(({ subject }) => subject);
    expect(shown.toSorted()).toEqual(agreed.toSorted());
    expect(shown).not.toEqual(agreed);
    // Of neighbours, one half comes before the other: as a shuffled deck, within five standard deviations.
    const rank = new Map(shown.map((subject, i) => [subject, i]));
    const rising = agreed.filter((subject, i) => i > 0 && (rank.get(agreed[i - 1] ?? '') ?? 0) < (rank.get(subject) ?? 0)).length;
    expect(Math.abs(rising - (agreed.length - 1) / 2)).toBeLessThan(5 * Math.sqrt(agreed.length / 12));
  }, 120_000);

  it('a decision that leaves some without an answer says so to everybody, and each of those has its way up', async () => {
    await place.took(number, 'decide_consultation', { outcome: 'changed', words: '按意见改。' });
    await settleConsultations(place.town.service);
    expect((await place.view(number)).state).toMatchObject({ allAnswered: false, breaches: [{ kind: 'unanswered', count: forgotten }] });
    expect(await public_()).toContain(`decided while ${forgotten} comments had no answer`);
    place.town.setClock('2027-02-20T02:00:00Z');
    await sweep(place.town.service);
    const late = await place.seen(numbers[0] ?? '');
    expect(late.owed.find(({ kind }) => kind === 'reply')?.status).toBe('overdue');
    expect(late.options.find(({ command }) => command === 'ask_take_up')?.open).toBe(true);
    expect(await public_()).toContain('All should have been answered by');
    // Said once, it stays, whatever is answered and explained later.
    await place.took(number, 'explain_breach', { breach: (await place.view(number)).state.breaches[0]?.n ?? -1, words: '漏了。' });
    expect(await public_()).toContain(`decided while ${forgotten} comments had no answer`);
  }, 120_000);

  it('leaves rows that follow from what happened', async () => {
    while (((await place.town.superuser.query('select from log_queue limit 1')).rowCount ?? 0) > 0) await place.town.tick();
    const findings = (await reconcile(place.town.service)).findings.filter(({ code }) => code !== 'queue_overdue');
    expect(findings).toEqual([]);
  }, 300_000);
});
