import { words } from '../../../../kernel/language/words.ts';
import type { PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import type { Instant } from '../../../../kernel/calendar/instant.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import type { Refusal } from '../../../../kernel/refusal.ts';
import { dayInWords } from '../../../../portal/dates.ts';
import type { Lang } from '../../../../portal/page.ts';
import type { MatterView } from '../../server/read-matter.ts';
import { askedOffice, officeName } from '../offices.ts';
import type { Named } from '../step-words.ts';

/** A matter on the follow page: what is shown, to whom, and what has just happened there. */
export interface Seen {
  readonly view: MatterView;
  readonly lang: Lang;
  /** As it stands in the hidden fields of the page's forms. */
  readonly code: string;
  /** False for a code that only reads (G7). */
  readonly canAct: boolean;
  /** Where one of its photos or papers is read: a link that soon ends. */
  readonly fileLink: (id: string) => string;
  /** What was just done, in one sentence. */
  readonly done?: string;
  /** On a page to write on: its address, which its form sends instead of the code, and what was written there before. */
  readonly ticket?: string;
  readonly written?: string;
  /** A step that was refused, with what was typed. */
  readonly fault?: { readonly command: string; readonly refusal: Refusal; readonly words: string; readonly of?: number };
}

export const ABOVE = words('grievances/portal/filing/seen.ABOVE', { 'zh-CN': '上一级单位', en: 'office above' });

/** The office that a step passes it to or lets take part. */
const officeIn = (event: MatterEvent | undefined): string | null => {
  const office = event?.data['to'] ?? event?.data['office'];
  return typeof office === 'string' ? office : null;
};

/** The offices that sentences about a matter name; `by` is who took a step. */
export const namedIn = ({ view: { jurisdiction, state }, lang }: Pick<Seen, 'view' | 'lang'>, event?: MatterEvent): Named => {
  const name = (office: string | null) => (office === null ? ABOVE[lang] : officeName(jurisdiction, office, lang));
  return {
    by: event?.actor.kind === 'staff' ? name(event.actor.office) : '',
    // A registration names the office that it passed the matter to, whoever leads since.
    lead: name(event?.type === 'registered' ? String(event.data['lead']) : state.lead),
    above: name(state.above),
    above2: name(state.above2),
    asked: name(askedOffice(state)),
    named: name(officeIn(event)),
    isOther: event?.data['side'] === 'other',
  };
};

/** A due date as a day of the jurisdiction. */
export const dueDayIn = (view: MatterView, due: PlainDate | Instant | null): PlainDate | null =>
  due === null || typeof due === 'string' ? due : dateIn(due, view.jurisdiction.zone);

/** The day of an event; filers see the day. */
export const dayOf = ({ view, lang }: Pick<Seen, 'view' | 'lang'>, event: MatterEvent): string =>
  dayInWords(dateIn(event.recordedAt, view.jurisdiction.zone), lang, view.today);
