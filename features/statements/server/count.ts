import type { Misfit } from '../../../desk/feature.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import type { Transaction } from '../../../engine/store/transaction.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { StaffCommand } from '../../../kernel/stream/staff-kind.ts';
import { hazardsOnDay } from '../../hazards/public.ts';
import { countFigures, type Figures } from '../domain/figures.ts';
import type { Period } from '../domain/period.ts';
import { figuresText } from '../domain/project.ts';
import { signedStatements, statementRow } from './read-statements.ts';

/** The figures of an office and a period, from its hazards as they stood at the end of the last day. */
export const countNow = async (tx: Transaction, office: string, period: Period): Promise<Figures> =>
  countFigures(await hazardsOnDay(tx, office, period.from, period.to), period);

/** What the server adds to a signature and to a correction: the figures, counted anew. */
export const countForStep = (service: Service, _who: StaffMember, { name }: StaffCommand, number: string | null): Promise<JsonObject> =>
  service.read(async (tx): Promise<JsonObject> => {
    const counts = name === 'sign_statement' || name === 'correct_statement';
    const row = counts && number !== null ? await statementRow(tx, number) : undefined;
    return row ? { figures: await countNow(tx, row.office, { unit: row.unit, from: row.from_day, to: row.to_day }) } : {};
  });

/** Whether what was signed last is what the hazards of the office still come to. Their rows are recomputed from their events before. */
export const recompute = async (tx: Transaction, _it: Jurisdiction): Promise<readonly Misfit[]> => {
  const misfits: Misfit[] = [];
  for (const { matter, office, unit, from_day: from, to_day: to, figures } of await signedStatements(tx))
    if (figuresText(await countNow(tx, office, { unit, from, to })) !== figures)
      misfits.push({ where: `hazard_statement ${matter}`, what: 'figures' });
  return misfits;
};
