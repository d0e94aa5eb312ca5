import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { textOf, type StaffCommand } from '../../../kernel/stream/staff-kind.ts';
import { siteRows, type SiteRow } from '../../sites/public.ts';
import { hazardRows } from './read-hazards.ts';

/**
 * The office that stands above one that orders: of a site, the supervisor on the spot or else that of its trade; where it is none of them, the
 * office above the one that orders. Never that one itself: nobody supervises themselves. Null where none stands above.
 */
export const supervisorFor = (
  { offices }: Jurisdiction,
  lead: string,
  site: Pick<SiteRow, 'local' | 'sector' | 'office'> | null,
): string | null =>
  [site?.local, site?.sector, offices.get(lead)?.parent].find(
    (it): it is string => typeof it === 'string' && it !== lead && it !== site?.office,
  ) ?? null;

/** What the server adds to a finding and to a referral that is taken: the site with its offices, and who stands above. */
export const complete = async (
  service: Service,
  { office }: StaffMember,
  { name, input }: StaffCommand,
  number: string | null,
): Promise<JsonObject | Refusal> => {
  if (name !== 'find' && name !== 'take_referral') return {};
  const it = await service.jurisdiction();
  return service.read(async (tx): Promise<JsonObject | Refusal> => {
    const seats = (site: SiteRow | null): JsonObject => {
      const supervisor = supervisorFor(it, office, site);
      return supervisor === null ? {} : { supervisor };
    };
    if (name === 'take_referral') {
      const [hazard] = await hazardRows(tx, [number ?? '']);
      const [site] = hazard?.site ? await siteRows(tx, [hazard.site]) : [];
      return seats(site ?? null);
    }
    if (input['site'] === undefined || input['site'] === '') return seats(null);
    const [site] = await siteRows(tx, [parseEntityNumber(textOf(input, 'site')) ?? '']);
    if (!site || site.until !== null) return refuse('site_unknown', { field: 'site' });
    return { site: site.site, siteName: site.name, siteClass: site.class, siteOffice: site.office, ...seats(site) };
  });
};
