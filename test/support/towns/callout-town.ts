import { emergencyPlanDefinition } from '../../../engine/place/plans.ts';
import { publishDefinition } from '../../../engine/place/publish-definition.ts';
import { advanceCalls } from '../../../features/incidents/server/advance-calls.ts';
import type { CallReason } from '../../../kernel/callout/call-state.ts';
import type { EmergencyPlan } from '../../../kernel/plan/plan.ts';
import type { PlanChain } from '../../../kernel/plan/team.ts';
import { CALL_WORDS } from '../../../kernel/callout/message.ts';
import { openChannels } from '../calls/town.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { emergencyPlanFor, openIncidentTown } from './incident-town.ts';

/** Posts that are called here, each with the number of its work telephone. */
const PHONES: { readonly [post: string]: string } = {
  'housing.head': '13800000001',
  'housing.inspector': '13800000002',
  'housing.handler': '13800000003',
  'housing.desk': '13800000004',
  'housing.duty': '13800000005',
  'county.head': '13800000006',
  'housing.mediator': '13800000007',
};

/** The incident town with the other ends of its channels: who is called by the chain of its plan gets an SMS, and nobody else one. */
export const openCalloutTown = async (chain?: PlanChain, more: Partial<EmergencyPlan> = {}) => {
  const place = await openIncidentTown([emergencyPlanFor('township', 'housing', { ...more, ...(chain === undefined ? {} : { chain }) })]);
  const { town } = place;
  const ends = await openChannels(town, {
    offices: ['housing', 'county'],
    sms: Object.fromEntries(Object.entries(PHONES).map(([post, number]) => [post, [number]])),
    mail: { 'housing.inspector': ['inspector@county.example'] },
  });
  await ends.use(['sms']);
  let versions = 1;

  const running: string[] = [];
  /** A fire, and the plan opened; by the duty post unless said otherwise. */
  const fire = async (by = 'housing.duty'): Promise<string> => {
    const number = await place.begin(by, {});
    running.push(number);
    const refused = await place.onIncident(number, by, 'open_plan', { plan: 'township' });
    if (refused) throw new Error(refused.refused);
    return number;
  };
  /** Some minutes later. The loop of calls looks, and sends what it has to. */
  const later = async (minutes: number): Promise<void> => {
    town.setClock(new Date(town.now() + minutes * 60_000).toISOString());
    await advanceCalls(town.service);
  };
  return {
    ...place,
    ends,
    fire,
    later,
    /** The loop looks once more, at the same moment: somebody has answered. */
    look: (): Promise<unknown> => advanceCalls(town.service),
    /** An SMS that has to come. */
    expect: (post: string, because: CallReason): void => ends.expect('sms', PHONES[post] ?? '', CALL_WORDS.asks[because]['zh-CN']),
    came: ends.waitAndAssert,
    settled: ends.settled,
    /** Publishes the plan anew, with another chain or other parts; it counts at once. */
    changePlan: async (other: PlanChain, parts: Partial<EmergencyPlan> = more): Promise<void> => {
      versions += 1;
      const plan = emergencyPlanFor('township', 'housing', { ...parts, chain: other, version: versions });
      await town.service.read((tx) =>
        publishDefinition(
          tx,
          { ...emergencyPlanDefinition(plan), replaces: true, emergency: true, actor: { kind: 'machine' } },
          town.now(),
        ),
      );
      await town.tick();
      await town.service.jurisdiction('fresh');
    },
    /** Nobody has the post from now on, or somebody has it again. */
    hold: (post: string, held: boolean) =>
      town.superuser.query(`update staff set ended_on = ${held ? 'null' : "'2026-11-30'"} where post = $1`, [post]),
    /** Whose telephone a number is. */
    postAt: (number: string): string | undefined => Object.keys(PHONES).find((post) => PHONES[post] === number),
    /** The code in the newest SMS to a post. */
    codeFor: (post: string): string => {
      const text = ends.gateways.arrived.findLast(({ to }) => to === PHONES[post])?.text ?? '';
      return /\/call\/([0-9A-Z-]+)/.exec(text)?.[1] ?? '';
    },
    answer: (code: string, answer: string, reason = '') =>
      place.app.inject({
        method: 'POST',
        url: `/call/${encodeURIComponent(code)}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ answer, reason }).toString(),
      }),
    /** Ends every call-out, so that the next test hears none of it. */
    endAll: async (): Promise<void> => {
      for (const number of running.splice(0)) await place.onIncident(number, 'housing.head', 'end_calls', { reason: '测试结束' });
      for (const post of Object.keys(PHONES)) await town.superuser.query('update staff set ended_on = null where post = $1', [post]);
      await ends.reset(false);
      await ends.use(['sms']);
    },
    findings: async () => {
      await town.tick();
      return (await reconcile(town.service)).findings;
    },
    close: async (): Promise<void> => {
      await ends.close();
      await place.close();
    },
  };
};
