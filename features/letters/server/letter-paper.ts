import { officeName } from '../../../engine/place/office-name.ts';
import type { Service } from '../../../engine/service.ts';
import type { StaffEntry, StaffView } from '../../../engine/staff-entity.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { streamName } from '../../../kernel/leaf/payload.ts';
import { dayInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import { postName } from '../desk/post-name.ts';
import { PAPER } from '../desk/words.ts';
import { fold, type LetterState } from '../domain/state.ts';
import { givePaperNumber, numberText, type Paper } from '../../papers/public.ts';
import { rulesOf } from './duties.ts';

const postOf = (entry: StaffEntry | undefined): string => (entry?.event.actor.kind === 'staff' ? entry.event.actor.post : '');

/**
 * The letter as both signed it at step `duty_letter-0-N`, as a paper; undefined where there is none. It stays what it was, whatever was changed
 * since. It names offices and posts, never a person (G13, G21).
 */
export const makeLetter = async (service: Service, view: StaffView<LetterState>, id: string, lang: Lang): Promise<Paper | undefined> => {
  const at = view.entries.findIndex(({ event }) => event.type === 'letter_taken_on' && id === `duty_letter-${event.level}-${event.n}`);
  const taken = view.entries[at];
  const before = view.entries.slice(0, at + 1);
  const said = before.findLast(({ event }) => event.type === 'letter_drawn' || event.type === 'letter_changed');
  const signed = before.findLast(({ event }) => event.type === 'letter_signed');
  if (!taken || !said || !signed) return undefined;
  const { it } = view;
  const state = fold(before.map(({ event }) => event));
  const { office, holder, rule, from, to } = state;
  if (office === null || from === null || to === null) return undefined;
  const words = PAPER[lang];
  const step = { stream: streamName(view.number, 0), version: taken.event.n, kind: 'duty_letter', office, day: taken.on };
  const number = await service.read((tx) => givePaperNumber(tx, step, it.papers));
  const duty = rule === null ? undefined : rulesOf(it).get(rule);
  const called = inLang({ 'zh-CN': state.name, en: state.english ?? state.name }, lang);
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
    addressee: postName(it, holder, lang),
    day: taken.on,
    signature: dayInWords(taken.on, lang),
    blocks: [
      { kind: 'text', text: words.opening(postName(it, holder, lang), called) },
      {
        kind: 'facts',
        rows: [
          ...(rule === null ? [] : [[words.duty, duty ? inLang(duty.label, lang) : rule] as const]),
          [words.span, words.days(dayInWords(from, lang), dayInWords(to, lang))],
          [words.what, said.texts['what'] ?? ''],
          [words.office, words.signed(postName(it, postOf(signed), lang), dayInWords(signed.on, lang))],
          [words.post, words.signed(postName(it, holder, lang), dayInWords(taken.on, lang))],
        ],
      },
      { kind: 'text', text: words.closing },
    ],
    foot: words.foot,
    path: `/c/${taken.leaf}`,
    madeAt: startOfDay(taken.on, it.zone),
  };
};
