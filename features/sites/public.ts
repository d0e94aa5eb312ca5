// What other features may take from the sites.
export { sites } from './server/sites.ts';
export { everySiteOf, publicSites, siteName, siteRows, spotRows, type SiteRow } from './server/read-sites.ts';
export { chosenSite } from './server/chosen-site.ts';
export { comingBack } from './desk/coming-back.ts';
export { SLOT_PARTIES } from './domain/vocabulary.ts';
