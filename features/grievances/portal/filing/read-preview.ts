import { FIRST, type Lang } from '../../../../kernel/language/languages.ts';
import type { Pack } from '../../../../kernel/policy/pack.ts';
import type { Jurisdiction } from '../../../../engine/place/read.ts';
import type { Service } from '../../../../engine/service.ts';
import { preview } from '../../domain/preview.ts';
import type { GrievanceState } from '../../domain/state.ts';
import type { Stage } from '../../domain/timeline.ts';
import { OPEN_KINDS, type OpenKind } from '../../../../kernel/matter/kinds.ts';
import { whereToChoose, type WhereToChoose } from '../../server/line/where-to-choose.ts';
import { subjectsOf } from './service-field.tsx';
import { findOfferedPack } from '../../server/file-matter.ts';
import { parseEntityNumber } from '../../../../engine/store/entity-number.ts';
import { readPublic, type PublicView } from '../../../consultations/public.ts';
import { receptionOf } from '../../server/line/receive-report.ts';

/** The kind that a form names; something to be put right where it names none, or one that is not offered here. */
export const kindOf = (it: Jurisdiction, form: { readonly [name: string]: string }): OpenKind =>
  offeredKinds(it).find((kind) => kind === form['kind']) ?? 'grievance';

/** What can be filed here: each kind that has rules. */
export const offeredKinds = (it: Jurisdiction): readonly OpenKind[] =>
  OPEN_KINDS.filter(
    (kind) => findOfferedPack(it, undefined, kind) !== undefined && (kind !== 'hazard_report' || subjectsOf(it, kind).length > 0),
  );

/** The pack of a report of a danger: that of the kind of danger chosen, else the one with the longer time, so that nobody is promised too much. */
const packOfDanger = (it: Jurisdiction, service: string | undefined): string | undefined => {
  const kinds = subjectsOf(it, 'hazard_report');
  return (kinds.find(({ id }) => id === service) ?? kinds.at(-1))?.pack;
};

/** The stages of a matter of a kind filed now, under the rules a new matter gets, or those of another pack. */
export const readPreview = async (
  service: Service,
  form: { readonly [name: string]: string } = {},
  packId?: string,
  lang: Lang = FIRST,
): Promise<{
  readonly kind: OpenKind;
  readonly jurisdiction: Jurisdiction;
  readonly pack: Pack;
  readonly stages: readonly Stage[];
  readonly state: GrievanceState;
  /** What a report of a danger can be about; null for every other kind. */
  readonly where: WhereToChoose | null;
  /** The consultation that a comment is about; undefined for every other kind, and where there is none of that number. */
  readonly consultation: PublicView | undefined;
}> => {
  const jurisdiction = await service.jurisdiction();
  const kind = kindOf(jurisdiction, form);
  const named = packId ?? (kind === 'hazard_report' ? packOfDanger(jurisdiction, form['service']) : undefined);
  const pack =
    named === undefined
      ? findOfferedPack(jurisdiction, undefined, kind)?.pack
      : jurisdiction.packs.get(jurisdiction.newestPack.get(named) ?? '');
  const calendar = jurisdiction.calendars.get(jurisdiction.calendar);
  if (!pack || !calendar) throw new Error('the jurisdiction names a definition that is not stored');
  const where = kind === 'hazard_report' ? await whereToChoose(service, jurisdiction, lang, form['at']) : null;
  const consultation = kind === 'comment' ? await readPublic(service, parseEntityNumber(form['consultation'] ?? '') ?? '') : undefined;
  const until = consultation?.state.until ?? undefined;
  const reception = kind === 'comment' ? receptionOf(jurisdiction, consultation?.state.lead) : receptionOf(jurisdiction);
  return { jurisdiction, kind, pack, where, consultation, ...preview(pack, calendar, reception, service.clock(), until) };
};
