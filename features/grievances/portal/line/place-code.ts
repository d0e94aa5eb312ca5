import { parseEntityNumber } from '../../../../engine/store/entity-number.ts';

const PLACE = /^[a-z][a-z0-9-]{1,39}$/;

/** The id of a public place or the number of a site, as an address may say it; undefined for anything else. */
export const placeCodeIn = (typed: string | undefined): string | undefined =>
  typed === undefined ? undefined : (parseEntityNumber(typed) ?? (PLACE.test(typed) ? typed : undefined));
