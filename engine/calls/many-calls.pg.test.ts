import { afterAll, beforeAll, expect, it } from 'vitest';
import { scansOf, type Seen } from '../../test/conformance/explain.ts';
import { openCallTown, type CallTown } from '../../test/support/calls/town.ts';
import { inJurisdiction, observe } from '../store/transaction.ts';
import { answerCode, codeOfMessage } from './answer-code.ts';
import { callsHealth } from './audit.ts';
import { deliverCalls } from './deliver-calls.ts';
import { messagesOf } from './read-calls.ts';

const CALLS = 100_000;

let calls: CallTown;
beforeAll(async () => {
  calls = await openCallTown();
});
afterAll(() => calls.close());

it('at 100,000 messages nothing that goes on all the time reads them from end to end', async () => {
  const seen = new Map<string, Seen>();
  await calls.use(['dingtalk', 'sms', 'hook']);
  calls.gateways.mood('sms', 'status 404');
  calls.gateways.mood('dingtalk', '200 with error');
  const fire = await calls.begin();
  const stop = observe((sql, values) => seen.set(sql.name, { sql, values }));
  await calls.call(fire, ['letters.desk']);
  await deliverCalls(calls.service);
  const [{ id }] = await calls.rows('id');
  await answerCode(calls.service, codeOfMessage(calls.service, id));
  await inJurisdiction(calls.town.installation.pools.app, 1, (tx) => messagesOf(tx, fire));
  await callsHealth(calls.service);
  stop();
  const { superuser } = calls.town;
  await superuser.query('set session_replication_role = replica');
  await superuser.query(
    `insert into call_message select 1, gen_random_uuid(), upper(lpad(to_hex(i / 10), 8, '0')), upper(lpad(to_hex(i / 10), 8, '0')) || '.0', 0, post, office, i::text, 1,
       because, channel, first, exercise, says, 'sent', due_at - (i % 3000) * interval '1 day', 1, due_at - (i % 3000) * interval '1 day', null, null, answer_code, null, null
     from (select * from call_message limit 1) one, generate_series(1, ${CALLS}) i`,
  );
  await superuser.query(
    `insert into call_code select 1, sha256(i::text::bytea), gen_random_uuid(), matter, post, until - (i % 3000) * interval '1 day' from (select * from call_code limit 1) one, generate_series(1, ${CALLS}) i`,
  );
  await superuser.query('analyze');
  expect([...seen.keys()]).toEqual(expect.arrayContaining(['claim_calls', 'settle_call', 'call_channels_due', 'find_call_code']));
  const { scans, explained } = await scansOf(calls.town, seen.values(), ['call_message', 'call_code', 'event']);
  expect(explained).toBeGreaterThan(10);
  expect(scans).toEqual([]);
});
