import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import type { Lang } from '../../../portal/page.ts';
import type { MatterView } from '../server/read-matter.ts';
import { LABELS } from './step-labels.ts';

/** The matter on which a step is asked, and who asks. */
export interface Asked {
  readonly view: MatterView;
  readonly who: StaffMember;
  readonly lang: Lang;
}

const filedOn = (view: MatterView): PlainDate | undefined => {
  const filed = view.state.history[0];
  return filed && dateIn(filed.recordedAt, view.jurisdiction.zone);
};

export const past = (view: MatterView): { readonly min?: PlainDate; readonly max: PlainDate } => {
  const min = filedOn(view);
  return { ...(min === undefined ? {} : { min }), max: view.today };
};

/**
 * How a field is put on one matter: its words, and what can be chosen or typed there. What kind of field it is, and whether it may be left
 * empty, its verb says; null where it is not asked on this matter.
 */
export interface Dress {
  readonly label: string;
  readonly hint?: string;
  /** What may be chosen, where the verb names no closed list, or not all of it can be chosen here. */
  readonly options?: readonly { readonly value: string; readonly text: string }[];
  readonly min?: PlainDate;
  readonly max?: PlainDate;
  /** A text of more than a few lines. */
  readonly tall?: true;
  readonly folded?: true;
  /** Asked of whoever sits here, although a program may leave it out. */
  readonly needed?: true;
}
export type Dressed = { readonly [field: string]: Dress | null };

export const occurred = ({ view, lang }: Asked): Dress => ({
  label: LABELS[lang].occurredOn,
  hint: LABELS[lang].occurredHint,
  ...past(view),
});

/** Reasons that the filer reads. */
export const reason = (lang: Lang, label: string = LABELS[lang].reason, hint: string = LABELS[lang].reasonRead): Dress => ({ label, hint });

/** The words of an event, as this post reads them; empty where they are erased. */
export const wordsOf = ({ view }: Asked, n: number, name: string): string =>
  view.entries.find((it) => it.event.level === 0 && it.event.n === n)?.texts[name] ?? '';
