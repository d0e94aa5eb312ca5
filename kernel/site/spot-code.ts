import { crockfordValues, tidied } from '../canonical/crockford.ts';

/** A spot as a code on a wall names it. It opens the spot, and proves nobody's presence (G21). */
export interface SpotName {
  readonly site: string;
  readonly spot: number;
}

const SITE_LENGTH = 8;

/** What is printed: the number of the site and that of the spot, `7K3M9QPX-3`. */
export const spotCode = ({ site, spot }: SpotName): string => `${site}-${spot}`;

/** The address that the printed square opens, below the origin and the language. */
export const spotPath = (name: SpotName): string => `/field/s/${spotCode(name)}`;

/** A code as people type it; undefined when it cannot be one. */
export const parseSpotCode = (text: string): SpotName | undefined => {
  const typed = tidied(text);
  const [site, spot] = [typed.slice(0, SITE_LENGTH), typed.slice(SITE_LENGTH)];
  return site.length === SITE_LENGTH && crockfordValues(site) && /^[1-9]\d?$/.test(spot) ? { site, spot: Number(spot) } : undefined;
};
