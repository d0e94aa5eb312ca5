import { randomUUID } from 'node:crypto';
import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import type { CallReason } from '../../kernel/callout/call-state.ts';
import type { CallSubject } from '../../kernel/callout/message.ts';
import { insertRows } from '../store/insert.ts';
import type { Transaction } from '../store/transaction.ts';

export const CALL_STATES = ['waiting', 'sending', 'sent', 'failed', 'given_up', 'over'] as const;
export type MessageState = (typeof CALL_STATES)[number];

/** Stands for the channel where none was known. */
export const NO_CHANNEL = '-';

/** What every message of one call of one post has in common, by whichever channel it goes. */
export interface CallOfPost {
  readonly matter: string;
  readonly stream: string;
  readonly version: number;
  readonly post: string;
  readonly office: string;
  readonly step: string;
  readonly cycle: number;
  readonly because: CallReason;
  readonly first: boolean;
  readonly exercise: boolean;
  readonly says: CallSubject;
}

/** A message that is to be written. */
export interface NewMessage extends CallOfPost {
  readonly channel: string;
  readonly state: MessageState;
  readonly dueAt: Instant;
}

const COLUMNS = [
  'jurisdiction',
  'id',
  'matter',
  'stream',
  'version',
  'post',
  'office',
  'step',
  'cycle',
  'because',
  'channel',
  'first',
  'exercise',
  'says',
  'state',
  'due_at',
  'attempt',
];

/** Writes messages; one that is there already stays as it is. The ids of those that were written. */
export const insertMessages = async (tx: Transaction, messages: readonly NewMessage[]): Promise<readonly NewRow[]> => {
  const rows = messages.map((it) => [
    tx.jurisdiction,
    randomUUID(),
    it.matter,
    it.stream,
    it.version,
    it.post,
    it.office,
    it.step,
    it.cycle,
    it.because,
    it.channel,
    it.first,
    it.exercise,
    JSON.stringify(it.says),
    it.state,
    toIso(it.dueAt),
    0,
  ]);
  const written = await insertRows(tx, 'call_message', COLUMNS, rows, 'on conflict do nothing returning id, matter, post');
  return written as unknown as readonly NewRow[]; // the columns that RETURNING names
};

export interface NewRow {
  readonly id: string;
  readonly matter: string;
  readonly post: string;
}
