import type { ChoicesOf } from '../../../desk/staff-entity/face.ts';
import type { Service } from '../../../engine/service.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { siteName, siteRows } from './read-sites.ts';

/** What the site is called whose number stands in a form that asks for one: `choicesFrom` of a kind (desk/staff-entity/face.ts). */
export const chosenSite = async (service: Service, _state: unknown, given: { readonly [name: string]: string }): Promise<ChoicesOf> => {
  const number = parseEntityNumber(given['site'] ?? '');
  const rows = number === undefined ? [] : await service.read((tx) => siteRows(tx, [number]));
  return (field, lang) => (field === 'site' ? rows.map((row) => ({ value: row.site, text: siteName(row, lang) })) : undefined);
};
