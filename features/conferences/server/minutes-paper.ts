import { officeName } from '../../../engine/place/office-name.ts';
import type { Service } from '../../../engine/service.ts';
import type { StaffView } from '../../../engine/staff-entity.ts';
import { parsePlainDate } from '../../../kernel/calendar/plain-date.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import { streamName } from '../../../kernel/leaf/payload.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { MARKS } from '../../../portal/marks.ts';
import type { Lang } from '../../../portal/page.ts';
import { givePaperNumber, numberText, type Paper } from '../../papers/public.ts';
import { PAPER } from '../desk/page-words.ts';
import { MEETING_WORDS } from '../desk/words.ts';
import { standing } from '../domain/agenda.ts';
import { fold, type ConferenceState } from '../domain/state.ts';

type View = StaffView<ConferenceState>;

/** Each decision as it was made: its office, its day, and what was decided. */
const decisionRows = ({ entries, it }: View, upTo: number, lang: Lang): readonly (readonly [string, string])[] =>
  entries
    .filter(({ event }) => event.type === 'item_decided' && event.n <= upTo)
    .map(({ event, texts }, i) => {
      const day = parsePlainDate(String(event.data['by']));
      const office = officeName(it, String(event.data['office']), lang);
      return [PAPER[lang].decision(i + 1, office, day === undefined ? '' : dayInWords(day, lang)), texts['what'] ?? ''] as const;
    });

/**
 * The minutes as they were signed, `conference_minutes-0-N`, as a paper; undefined where there are none. It names offices and days, no person
 * and no number of any matter (G13).
 */
export const makeMinutes = async (service: Service, view: View, id: string, lang: Lang): Promise<Paper | undefined> => {
  const signed = view.entries.find(({ event }) => event.type === 'minutes_signed' && id === `conference_minutes-${event.level}-${event.n}`);
  const { it } = view;
  const state = fold(view.entries.filter(({ event }) => signed !== undefined && event.n <= signed.event.n).map(({ event }) => event));
  const { lead: office, day, offices, meeting, agenda } = state;
  if (!signed || office === null || day === null) return undefined;
  const words = PAPER[lang];
  const step = { stream: streamName(view.number, 0), version: signed.event.n, kind: 'conference_minutes', office, day: signed.on };
  const number = await service.read((tx) => givePaperNumber(tx, step, it.papers));
  const names = offices.map((one) => officeName(it, one, lang)).join(MARKS[lang].list);
  const rows = decisionRows(view, signed.event.n, lang);
  return {
    kind: 'other',
    lang,
    title: words.title,
    number: numberText(number, {
      officeName: officeName(it, office, lang),
      word: words.word,
      texts: it.paperTexts.get(number.texts ?? '') ?? null,
      lang,
    }),
    issuer: officeName(it, office, lang),
    addressee: names,
    day: signed.on,
    signature: dayInWords(signed.on, lang),
    blocks: [
      { kind: 'text', text: words.opening(MEETING_WORDS[meeting][lang], dayInWords(day, lang), names) },
      { kind: 'text', text: words.agenda(standing(agenda).length) },
      rows.length === 0 ? { kind: 'text', text: words.none } : { kind: 'facts', rows },
      { kind: 'heading', text: words.minutes },
      { kind: 'text', text: signed.texts['minutes'] ?? '' },
      { kind: 'text', text: words.closing },
    ],
    foot: words.foot,
    path: `/c/${signed.leaf}`,
    madeAt: startOfDay(signed.on, it.zone),
  };
};
