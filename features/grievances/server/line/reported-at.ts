import type { Jurisdiction } from '../../../../engine/place/read.ts';
import type { Transaction } from '../../../../engine/store/transaction.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import type { Label } from '../../../../kernel/policy/pack.ts';
import { findPlace } from '../../../../kernel/policy/places.ts';
import { siteRows } from '../../../sites/public.ts';

/** What the place is called in public that a report has chosen from the lists; null where it is described in words. */
export const readReportedAt = async (tx: Transaction, it: Jurisdiction, events: readonly MatterEvent[]): Promise<Label | null> => {
  const { site, at } = events.find((event) => event.type === 'filed')?.data ?? {};
  if (typeof at === 'string') return findPlace(it.places?.set ?? null, at)?.label ?? { 'zh-CN': at, en: at };
  const [row] = typeof site === 'string' ? await siteRows(tx, [site]) : [];
  return row ? { 'zh-CN': row.name, en: row.english ?? row.name } : null;
};
