import type { Service } from '../../../../engine/service.ts';
import { isListedForJoiner, sightOfJoiner } from '../../domain/joint/joiner-sight.ts';
import type { MatterView } from '../read-matter.ts';
import { readPartial } from './partial-view.ts';

/**
 * A matter as somebody sees it who was asked to carry it: which office has it, dates and steps, without a word, a photo or a key. The carrier
 * may sit in an office: nothing of a step upward shows before the office above has told the one below (G6). Undefined where there is none.
 */
export const readForCarrier = async (service: Service, matter: string): Promise<MatterView | undefined> =>
  (await readPartial(service, matter, { seen: sightOfJoiner, isListed: isListedForJoiner, isRead: () => false }))?.view;
