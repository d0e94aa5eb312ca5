import type { Service } from '../../../../engine/service.ts';
import { isListedForJoiner } from '../../domain/joint/joiner-sight.ts';
import { sightOfCarrier } from '../../domain/receipts/carry.ts';
import type { MatterView } from '../read-matter.ts';
import { readPartial } from './partial-view.ts';

/**
 * A matter as somebody sees it who was asked to carry it: which office has it, dates and steps, without a word, a photo or a key. The carrier
 * may sit in an office, and be the one that answers: nothing of a step upward shows but what the office above tells the one below (G6). Undefined
 * where there is none.
 */
export const readForCarrier = async (service: Service, matter: string): Promise<MatterView | undefined> =>
  (await readPartial(service, matter, { seen: sightOfCarrier, isListed: isListedForJoiner, isRead: () => false }))?.view;
