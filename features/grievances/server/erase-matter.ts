import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import { kindIn } from '../../../engine/kind.ts';
import type { Service } from '../../../engine/service.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { erase, type Erasure } from '../domain/ending/erase.ts';
import { matters } from './matters.ts';
import { surroundings } from './surroundings.ts';
import { asMatter } from '../../../kernel/matter/event.ts';

// What opens the name of a matter, and where somebody would be told.
const FORGET_NAMES = [
  statement('forget_box_shares', 'delete from keystore.box_share where jurisdiction = $1 and matter = any($2)'),
  statement('forget_released_shares', 'delete from keystore.released_share where jurisdiction = $1 and matter = any($2)'),
  statement('forget_opened_boxes', 'delete from keystore.opened_box where jurisdiction = $1 and matter = any($2)'),
  statement('forget_step_drafts', 'delete from step_draft where jurisdiction = $1 and matter = any($2)'),
  statement('forget_relay_boxes', 'delete from keystore.relay_box where jurisdiction = $1 and matter = any($2)'),
] as const;

/**
 * Destroys the keys of all texts of a matter, with an event that says why, in one transaction. What an archive of before holds is gone
 * when its keys are (`completeOn`). Undefined when it was done.
 */
export const eraseMatter = async (service: Service, matter: string, erasure: Erasure): Promise<Refusal | undefined> => {
  if (!/^[0-9A-HJKMNP-TV-Z]{8}$/.test(matter)) return refuse('not_found');
  const it = await service.jurisdiction();
  const outcome = await service.sweepLane.submit({
    kind: 'step',
    matter,
    forget: FORGET_NAMES,
    of: kindIn(matters, it),
    decide: (history, now) => erase(asMatter(history.events), erasure, surroundings(it, history, now)),
  });
  return outcome.ok ? undefined : outcome.refusal;
};
