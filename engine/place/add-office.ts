import type { Instant } from '../../kernel/calendar/instant.ts';
import { insertRows } from '../store/insert.ts';
import type { Transaction } from '../store/transaction.ts';
import { appendPublic } from './public-stream.ts';

/** An office to be added; its parent exists. */
export interface NewOffice {
  readonly office: string;
  readonly zh: string;
  readonly en: string;
  readonly parent: string | null;
}

/** Adds offices, and says so in the public stream. */
export const addOffices = async (tx: Transaction, offices: readonly NewOffice[], now: Instant): Promise<void> => {
  await insertRows(
    tx,
    'office',
    ['jurisdiction', 'office', 'name_zh', 'name_en', 'parent'],
    offices.map((it) => [tx.jurisdiction, it.office, it.zh, it.en, it.parent]),
  );
  const events = offices.map(({ office, zh, en, parent }) => ({
    type: 'office_added' as const,
    actor: { kind: 'machine' as const },
    data: { office, zh, en, parent },
  }));
  await appendPublic(tx, events, now);
};
