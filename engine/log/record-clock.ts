import { instant, toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { clockJump } from '../../kernel/log/clock.ts';
import type { Transaction } from '../store/transaction.ts';
import { appendPublic, lockStream, readPublicStream } from '../place/public-stream.ts';
import { findLogState, type LogState } from './integrate.ts';

/** Since when the public record says that the clock is in doubt; null: it does not. */
const saidLast = async (tx: Transaction): Promise<string | null> => {
  const last = (await readPublicStream(tx)).events.findLast(({ type }) => type === 'clock_doubted' || type === 'clock_even');
  return last?.type === 'clock_doubted' ? String(last.data['to']) : null;
};

/**
 * Says in the public record that the clock has jumped, with what it said before and after, and later that it has gone evenly for an hour.
 * What is in the database decides, so a kill between a tick and this costs nothing: the next tick says it.
 */
export const recordClock = async (tx: Transaction, before: LogState | undefined, now: Instant): Promise<void> => {
  const state = await findLogState(tx);
  const jumpedAt = !state || state.jumped_at === null ? null : toIso(instant(state.jumped_at));
  if ((await saidLast(tx)) === jumpedAt) return;
  await lockStream(tx);
  const said = await saidLast(tx);
  if (said === jumpedAt) return; // another process was faster
  if (jumpedAt === null) {
    await appendPublic(tx, [{ type: 'clock_even', actor: { kind: 'machine' }, data: { since: said } }], now);
    return;
  }
  const from = before ? instant(before.ticked_at) : null;
  const jump = from === null ? undefined : clockJump(from, now);
  const data = { jump: jump ?? 'unknown', from: from === null ? null : toIso(from), to: jumpedAt };
  await appendPublic(tx, [{ type: 'clock_doubted', actor: { kind: 'machine' }, data }], now);
};
