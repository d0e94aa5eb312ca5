import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { NOTICES } from '../../../kernel/matter/vocabulary.ts';
import type { PaperKind } from '../../../kernel/policy/papers.ts';
import type { MatterEvent } from '../../../kernel/matter/event.ts';
import { inOrder, type Entry, type MatterView } from '../../grievances/public.ts';
import { kindOf, PAPERS } from '../domain/kinds.ts';

/** Who looks: the filer is given a paper once it is opened, since opening is what serves it; a side of a dispute, those that are for both. */
export type Reader = 'filer' | 'side' | 'staff';

/** A paper that a reader may have: the step that gives it. */
export interface PaperRef {
  /** `reply-0-5`: kind, stream and number of the step. */
  readonly id: string;
  readonly kind: PaperKind;
  readonly entry: Entry;
  readonly day: PlainDate;
  /** The office that gives it; null where the matter has none. */
  readonly office: string | null;
}

const isBefore = (a: MatterEvent, b: MatterEvent): boolean => inOrder([a, b])[0] === a;

const isServed = (view: MatterView, event: MatterEvent): boolean => {
  const notice = Object.entries(NOTICES).find(([, given]) => given === event.type)?.[0];
  // A later paper of the same kind takes nothing back: this one stays served once it was opened after it was given.
  return (
    notice === undefined ||
    view.entries.some((it) => it.event.type === 'notice_opened' && it.event.data['notice'] === notice && isBefore(event, it.event))
  );
};

const isFor = (reader: Reader, view: MatterView, event: MatterEvent, kind: PaperKind): boolean =>
  reader === 'staff' || (reader === 'filer' ? isServed(view, event) : PAPERS[kind].forBoth === true);

/** A step of the filer or of time gives its paper in the name of the office that has the matter. */
const officeOf = (view: MatterView, event: MatterEvent): string | null =>
  event.actor.kind === 'staff' ? event.actor.office : typeof event.data['lead'] === 'string' ? event.data['lead'] : view.state.lead;

/** Every paper of a matter that this reader may have, in the order in which they were given. Of a step that was struck out there is none. */
export const papersOf = (view: MatterView, reader: Reader): readonly PaperRef[] =>
  view.entries.flatMap((entry): readonly PaperRef[] => {
    const { event } = entry;
    const kind = kindOf(event.type);
    if (kind === undefined || entry.voided || !isFor(reader, view, event, kind)) return [];
    const day = dateIn(event.recordedAt, view.jurisdiction.zone);
    return [{ id: `${kind}-${event.level}-${event.n}`, kind, entry, day, office: officeOf(view, event) }];
  });

const isKnownAt = (last: MatterEvent, event: MatterEvent): boolean =>
  event.level <= last.level && ((event.level === last.level && event.n === last.n) || isBefore(event, last));

/** What a paper knows of: the steps of its own stream and those below, up to the one that gives it. The same for whoever may read it. */
export const entriesUpTo = (view: MatterView, { event }: Entry): readonly Entry[] =>
  view.entries.filter((it) => isKnownAt(event, it.event));

/**
 * Everything that a paper is computed from, with what was written right after it in the same step, where its paper tells of that. It has steps
 * that a side of a dispute finds on no list: the filing, for its clocks.
 */
export const knownTo = (view: MatterView, { entry, kind }: Pick<PaperRef, 'entry' | 'kind'>): readonly MatterEvent[] => {
  const { level, n } = entry.event;
  const next = view.events.find((it) => it.level === level && it.n === n + 1 && it.type === PAPERS[kind].with);
  return view.events.filter((it) => isKnownAt(next ?? entry.event, it));
};
