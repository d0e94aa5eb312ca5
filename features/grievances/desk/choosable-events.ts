import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Level } from '../../../kernel/stream/event.ts';
import { dayInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import type { MatterView } from '../server/read-matter.ts';
import { eventSentence } from './event-sentences.ts';

const levelFor = (view: MatterView, office: string): Level => (office === view.state.lead ? 0 : office === view.state.above ? 1 : 2);

/** The steps of the own stream that can be corrected, or struck out by this post. */
export const choosableEvents = (
  view: MatterView,
  who: StaffMember,
  lang: Lang,
  purpose: 'correct' | 'void',
): readonly { readonly value: string; readonly text: string }[] =>
  view.state.history
    .filter((event) => event.level === levelFor(view, who.office) && event.type !== 'corrected' && event.type !== 'voided')
    .filter(
      (event) =>
        event.actor.kind === 'staff' && (purpose === 'correct' || (event.actor.post !== who.post && event.type !== 'supervision_notified')),
    )
    .map((event) => ({
      value: String(event.n),
      text: `${dayInWords(dateIn(event.recordedAt, view.jurisdiction.zone), lang, view.today)} · ${eventSentence({ event, view, lang })}`,
    }));
