import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import type { Transaction } from '../../../engine/store/transaction.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { textOf, type StaffCommand } from '../../../kernel/stream/staff-kind.ts';
import { siteRows, spotRows } from '../../sites/public.ts';
import { assetRows } from './read-assets.ts';

/** A spot that is named is one of its site, and there. */
const wrongSpot = async (tx: Transaction, site: string, { input }: StaffCommand): Promise<Refusal | undefined> => {
  const { spot } = input;
  if (spot === undefined || spot === null || spot === '') return undefined;
  return (await spotRows(tx, [site])).some((it) => it.spot === Number(spot)) ? undefined : refuse('field_choice', { field: 'spot' });
};

/**
 * Looks up the site that a step names: who enters an asset or moves it answers for that site or supervises it, and the asset gets the
 * offices of its site. A site of others answers like one that there is not.
 */
export const whereItHangs = async (
  service: Service,
  { office }: StaffMember,
  command: StaffCommand,
  number: string | null,
): Promise<JsonObject | Refusal> => {
  if (!['enter_asset', 'move_asset', 'change_asset'].includes(command.name)) return {};
  return service.read(async (tx): Promise<JsonObject | Refusal> => {
    if (command.name === 'change_asset') {
      const [asset] = await assetRows(tx, [number ?? '']);
      return (asset && (await wrongSpot(tx, asset.site, command))) ?? {};
    }
    const [site] = await siteRows(tx, [parseEntityNumber(textOf(command.input, 'site')) ?? '']);
    // Nobody hands a thing on to another office by moving it: that one enters it.
    const seats = command.name === 'move_asset' ? [site?.office] : [site?.office, site?.local, site?.sector];
    if (!site || site.until !== null || !seats.includes(office)) return refuse('site_unknown', { field: 'site' });
    const { site: of, name: place, office: own, sector, local } = site;
    return (await wrongSpot(tx, of, command)) ?? { site: of, place, office: own, sector, local };
  });
};
