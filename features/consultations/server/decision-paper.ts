import { officeName } from '../../../engine/place/office-name.ts';
import type { Service } from '../../../engine/service.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { streamName } from '../../../kernel/leaf/payload.ts';
import { dayInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import { rangeInWords } from '../../figures/public-desk.ts';
import { givePaperNumber, numberText, type Block, type Paper } from '../../papers/public.ts';
import { ADOPTED_WORDS, BREACH_WORDS, OUTCOME_WORDS } from '../desk/words.ts';
import { publicBalance, type PublicBalance } from '../domain/public-balance.ts';
import { PAPER, PUBLIC } from '../portal/words.ts';
import { readBalance } from './balance.ts';
import type { PublicView } from './read-public.ts';

const balanceBlocks = ({ state, textsOf }: PublicView, balance: PublicBalance, lang: Lang): readonly Block[] => {
  const [said, told] = [PAPER[lang], PUBLIC[lang]];
  const answered = state.groups.flatMap((group) => (group.answer === null ? [] : [{ ...group, answer: group.answer }]));
  return [
    { kind: 'heading', text: said.balance },
    {
      kind: 'table',
      widths: [3, 1],
      head: said.heads,
      rows: [
        [told.received, rangeInWords(balance.received, lang)],
        ...balance.outcomes.map(({ outcome, count }) => [ADOPTED_WORDS[outcome][lang], rangeInWords(count, lang)]),
        [told.unanswered, rangeInWords(balance.unanswered, lang)],
        ...(state.decided === null ? [] : [[told.unansweredThen, String(state.decided.unanswered)]]),
      ],
    },
    { kind: 'note', text: said.rounded },
    ...(answered.length === 0
      ? []
      : [
          { kind: 'heading' as const, text: said.groups },
          {
            kind: 'table' as const,
            widths: [3, 1.4, 1.4, 4],
            head: said.groupHeads,
            rows: answered.map(({ nth, heading, answer }) => [
              heading,
              rangeInWords(balance.groups.get(nth) ?? null, lang),
              ADOPTED_WORDS[answer.outcome][lang],
              textsOf(answer.n)['reason'] ?? '',
            ]),
          },
        ]),
  ];
};

/**
 * The decision of a consultation, `consultation_decision-0-N`, as a paper, with the balance as it stands; undefined where there is none. It
 * names offices and counts, and nobody who commented (G13).
 */
export const makeDecision = async (service: Service, view: PublicView, id: string, lang: Lang): Promise<Paper | undefined> => {
  const { number, state, textsOf } = view;
  const { decided, lead: office, from, until } = state;
  if (decided === null || office === null || from === null || until === null || id !== `consultation_decision-0-${decided.n}`)
    return undefined;
  const it = await service.jurisdiction();
  const on = dateIn(decided.at, it.zone);
  const step = { stream: streamName(number, 0), version: decided.n, kind: 'consultation_decision', office, day: on };
  const given = await service.read((tx) => givePaperNumber(tx, step, it.papers));
  const balance = publicBalance(state, await service.read((tx) => readBalance(tx, number)));
  const said = PAPER[lang];
  const texts = textsOf(decided.n);
  const day = dayInWords(on, lang);
  return {
    kind: 'other',
    lang,
    title: said.title,
    number: numberText(given, {
      officeName: officeName(it, office, lang),
      word: said.word,
      texts: it.paperTexts.get(given.texts ?? '') ?? null,
      lang,
    }),
    issuer: officeName(it, office, lang),
    addressee: said.everybody,
    day: on,
    signature: day,
    blocks: [
      { kind: 'text', text: said.of(state.title, dayInWords(from, lang), dayInWords(until, lang)) },
      { kind: 'text', text: said.decided(OUTCOME_WORDS[decided.outcome][lang]) },
      ...(texts['paper'] === undefined ? [] : [{ kind: 'text' as const, text: PUBLIC[lang].paper(texts['paper']) }]),
      { kind: 'text', text: texts['words'] ?? '' },
      ...(state.breaches.length === 0
        ? []
        : [
            { kind: 'heading' as const, text: said.breach },
            {
              kind: 'facts' as const,
              rows: state.breaches.map(
                ({ kind, count, explained }) =>
                  [BREACH_WORDS[kind](count)[lang], explained === null ? said.notExplained : (textsOf(explained)['words'] ?? '')] as const,
              ),
            },
          ]),
      ...balanceBlocks(view, balance, lang),
    ],
    foot: said.foot,
    path: `/c/${view.leafOf(decided.n)}`,
    madeAt: startOfDay(on, it.zone),
  };
};
