import type { Misfit } from '../../../desk/feature.ts';
import type { Service } from '../../../engine/service.ts';
import { FEED_FILE, readFeeds } from './feed-file.ts';
import { PEER_FILE, readPeers } from './peers/peer-file.ts';

/** What is wrong with the files of the operator that incidents go by: who reads neither feeds nor reports of others is told so. */
export const wrongFiles = ({ keys }: Pick<Service, 'keys'>): readonly Misfit[] => {
  const feeds = readFeeds(keys);
  const { fault } = readPeers(keys);
  return [
    ...('fault' in feeds ? [{ where: FEED_FILE, what: feeds.fault }] : []),
    ...(fault === null ? [] : [{ where: PEER_FILE, what: fault }]),
  ];
};
