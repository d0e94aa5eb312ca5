// What other features may take from the sites.
export { sites } from './server/sites.ts';
export { siteName, siteNames, siteRows, sitesOf, PAGE, type SiteRow } from './server/read-sites.ts';
export { CLASS_WORDS } from './desk/words.ts';
export { SITE, SLOT_PARTIES } from './domain/vocabulary.ts';
export type { Version } from './domain/state.ts';
