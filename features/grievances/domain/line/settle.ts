import type { NewEvent } from '../../../../kernel/matter/event.ts';
import { newEvent } from '../verb.ts';
import { hazardOf, isSettled } from './verdict.ts';
import { fold, inOrder } from '../state.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';

/** Stages of a hazard in which the danger is gone. */
export const GONE = ['mended_at_once', 'delisted'] as const;

/** What a report is told once its hazard has come to such a stage; nothing where it was told, or has to do with another hazard by now. */
export const settle = (events: readonly MatterEvent[], hazard: string): readonly NewEvent[] => {
  const state = fold(inOrder(events));
  return hazardOf(state) !== hazard || isSettled(state)
    ? []
    : [newEvent({ type: 'hazard_settled', level: 0, actor: { kind: 'system' }, data: { hazard } })];
};
