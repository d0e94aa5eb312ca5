import { inLang, type Lang } from '../../../../kernel/language/languages.ts';
import type { Jurisdiction } from '../../../../engine/place/read.ts';
import type { Service } from '../../../../engine/service.ts';
import { parseEntityNumber } from '../../../../engine/store/entity-number.ts';
import { publicSites, siteName, siteRows } from '../../../sites/public.ts';

/** Somewhere that a danger can be, by the public lists: a place, or a site. */
export interface Somewhere {
  readonly code: string;
  readonly name: string;
}

/** What a form offers to choose from. */
export interface WhereToChoose {
  readonly places: readonly Somewhere[];
  readonly sites: readonly Somewhere[];
  /** There are more sites than a page can hold: the list of sites leads here with one of them. */
  readonly more: boolean;
}

/** A page of 20 kB holds so many names beside its form (design 8). */
const SHOWN = 40;

const placesOf = ({ places }: Jurisdiction, lang: Lang): readonly Somewhere[] =>
  (places?.set.places ?? []).map(({ id, label }) => ({ code: id, name: inLang(label, lang) }));

/** Places and sites by their public names, as many as a page can hold; the one that was chosen is always among them. */
export const whereToChoose = async (service: Service, it: Jurisdiction, lang: Lang, chosen: string | undefined): Promise<WhereToChoose> => {
  const rows = await service.read((tx) => publicSites(tx, { name: '', site: '' }));
  const sites = rows.slice(0, SHOWN).map((row) => ({ code: row.site, name: siteName(row, lang) }));
  const places = placesOf(it, lang);
  const number = parseEntityNumber(chosen ?? '');
  const isThere = [...sites, ...places.slice(0, SHOWN)].some(({ code }) => code === (number ?? chosen));
  const [own] = number === undefined || isThere ? [] : await service.read((tx) => siteRows(tx, [number]));
  const place = isThere ? undefined : places.find(({ code }) => code === chosen);
  return {
    places: [...(place ? [place] : []), ...places.slice(0, SHOWN)],
    sites: [...(own && own.until === null ? [{ code: own.site, name: siteName(own, lang) }] : []), ...sites],
    more: rows.length > SHOWN,
  };
};
