import type { Pack } from '../../../../kernel/policy/pack.ts';
import type { Jurisdiction } from '../../../../engine/place/read.ts';
import type { Service } from '../../../../engine/service.ts';
import { preview } from '../../domain/preview.ts';
import type { GrievanceState } from '../../domain/state.ts';
import type { Stage } from '../../domain/timeline.ts';
import { OPEN_KINDS, type OpenKind } from '../../../../kernel/matter/kinds.ts';
import { findOfferedPack, receptionOf } from '../../server/file-matter.ts';

/** The kind that a form names; something to be put right where it names none, or one that is not offered here. */
export const kindOf = (it: Jurisdiction, form: { readonly [name: string]: string }): OpenKind =>
  offeredKinds(it).find((kind) => kind === form['kind']) ?? 'grievance';

/** What can be filed here: each kind that has rules. */
export const offeredKinds = (it: Jurisdiction): readonly OpenKind[] =>
  OPEN_KINDS.filter((kind) => findOfferedPack(it, undefined, kind) !== undefined);

/** The stages of a matter of a kind filed now, under the rules a new matter gets, or those of another pack. */
export const readPreview = async (
  service: Service,
  form: { readonly [name: string]: string } = {},
  packId?: string,
): Promise<{
  readonly kind: OpenKind;
  readonly jurisdiction: Jurisdiction;
  readonly pack: Pack;
  readonly stages: readonly Stage[];
  readonly state: GrievanceState;
}> => {
  const jurisdiction = await service.jurisdiction();
  const kind = kindOf(jurisdiction, form);
  const pack =
    packId === undefined
      ? findOfferedPack(jurisdiction, undefined, kind)?.pack
      : jurisdiction.packs.get(jurisdiction.newestPack.get(packId) ?? '');
  const calendar = jurisdiction.calendars.get(jurisdiction.calendar);
  if (!pack || !calendar) throw new Error('the jurisdiction names a definition that is not stored');
  return { jurisdiction, kind, pack, ...preview(pack, calendar, receptionOf(jurisdiction), service.clock()) };
};
