import type { Bell } from '../../../kernel/stream/effects.ts';
import type { MatterEvent } from '../../../kernel/matter/event.ts';
import { fold, inOrder } from './state.ts';

/**
 * Which offices have something new on their list after some events were added to a history. A bell says that and nothing else:
 * no number, no words, and a step upward rings above only (G6).
 */
export const bells = (events: readonly MatterEvent[], added: readonly MatterEvent[]): readonly Bell[] => {
  const { lead, above, above2, asked } = fold(inOrder(events));
  const officeOf = (event: MatterEvent): string | null => {
    switch (event.type) {
      case 'filed':
      case 'registered':
      case 'supervision_notified':
      case 'review_notified':
      case 'forward_objected':
      case 'contributed':
      case 'question_answered':
      case 'inspection_answered':
      case 'point_added':
      case 'danger_reported':
      case 'disputed':
      case 'promise_judged':
      case 'consent_given':
      case 'consent_withdrawn':
      case 'table_told':
      case 'terms_confirmed':
      case 'term_judged':
      case 'confirmation_asked':
      case 'child_answered':
      case 'child_unsafe':
        return lead;
      case 'forwarded':
        return asked?.office ?? null;
      case 'office_joined':
        return String(event.data['office']);
      case 'naming_asked':
        return above;
      case 'take_up_asked':
      case 'review_asked':
        return above;
      case 'rereview_asked':
        return above2;
      case 'files_added':
        return event.actor.kind === 'staff' ? null : ([lead, above, above2][event.level] ?? null);
      default:
        return null;
    }
  };
  return added.flatMap((event) => {
    const office = officeOf(event);
    const danger = event.type === 'danger_reported' ? { danger: true as const } : {};
    return office === null ? [] : [{ office, event: { level: event.level, n: event.n }, ...danger }];
  });
};
