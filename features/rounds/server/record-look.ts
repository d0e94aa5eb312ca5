import { mayList } from '../../../kernel/access/access.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import type { CheckedFile } from '../../../engine/files/check-file.ts';
import type { Service } from '../../../engine/service.ts';
import { openFor, recordFilled, subjectOf, type FilledFor } from '../../checks/public.ts';
import { siteRows, type SiteRow } from '../../sites/public.ts';
import type { Answers } from '../../../kernel/form/evaluate.ts';
import type { Form } from '../../../kernel/form/form.ts';
import { isLooking, phaseOn, type Phase } from '../domain/phases.ts';
import { roundRow, type RoundRow } from './read-rounds.ts';

/** A look at a site in a round: which, with which form, in which phase. */
export interface Look {
  readonly it: Jurisdiction;
  readonly round: RoundRow;
  readonly phase: Phase;
  readonly row: SiteRow;
  readonly form: Form;
  readonly formHash: string;
}

/**
 * Finds what a post is to look at: a site that its office answers for or supervises, of a class and under an office of the round, in a phase of
 * today in which sites are looked at. What is not theirs answers like what does not exist.
 */
export const findLook = async (service: Service, who: StaffMember, number: string, site: string): Promise<Look | Refusal> => {
  const it = await service.jurisdiction();
  const { round, row } = await service.read(async (tx) => ({ round: await roundRow(tx, number), row: (await siteRows(tx, [site]))[0] }));
  if (!round || !mayList(it.access, who.role, 'round')) return refuse('not_found');
  const isDue =
    row !== undefined &&
    row.until === null &&
    [row.office, row.local].includes(who.office) &&
    round.offices.includes(row.local) &&
    round.classes.includes(row.class);
  if (!isDue) return refuse('round_not_due', { field: 'site' });
  const formHash = it.forms.newest.get(round.form);
  const form = formHash === undefined ? undefined : it.forms.get(formHash);
  const phase = phaseOn(round.phases, dateIn(service.clock(), it.zone));
  if (!phase || !isLooking(phase) || round.closed || !form || formHash === undefined) return refuse('round_not_now');
  return { it, round, phase, row, form, formHash };
};

/** A form of a round that was filled in at a site, with the photos that its answers name. */
interface FilledLook {
  readonly number: string;
  readonly site: string;
  readonly answers: Answers;
  readonly files: readonly CheckedFile[];
}

/** Makes the record of a look: a record like any other, which meets the duties that are open at the site and ask for the form, too. */
export const recordLook = async (
  service: Service,
  who: StaffMember,
  { number, site, answers, files }: FilledLook,
  token: string,
): Promise<string | Refusal> => {
  const found = await findLook(service, who, number, site);
  if (isRefusal(found)) return found;
  const { it, round, phase, row, form, formHash } = found;
  const met = await service.read((tx) => openFor(tx, it, subjectOf(row), round.form, service.clock()));
  const what: FilledFor = {
    row: subjectOf(row),
    form,
    formHash,
    from: startOfDay(phase.from, it.zone),
    met,
    besides: [{ rule: `round/${round.round}`, window: phase.from }],
    asked: { site, round: round.round, phase: phase.phase },
  };
  return recordFilled(service, who, what, { answers, doneAt: null, files }, token);
};
