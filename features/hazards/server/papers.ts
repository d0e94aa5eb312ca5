import { officeName } from '../../../engine/place/office-name.ts';
import type { Service } from '../../../engine/service.ts';
import type { StaffEntry, StaffView } from '../../../engine/staff-entity.ts';
import { parsePlainDate } from '../../../kernel/calendar/plain-date.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { streamName } from '../../../kernel/leaf/payload.ts';
import { filesOf } from '../../../kernel/stream/files.ts';
import { MARKS } from '../../../portal/marks.ts';
import { dayInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import { givePaperNumber, numberText, type Paper } from '../../papers/public.ts';
import { PAPER_STEPS, PAPERS, type HazardPaper } from '../desk/paper-words.ts';
import { FIELDS, PAPER_FIELDS, PAPER_GRADES } from '../desk/words.ts';
import { fold, type HazardState } from '../domain/state.ts';

type View = StaffView<HazardState>;

interface PaperRule {
  /** To whom it is given, by the seats as they stood after its step. */
  readonly to: (state: HazardState) => string | null;
  /** Fields of the step, in the order in which they stand on the paper. */
  readonly shows: readonly string[];
  /** Whether it says again what the newest order asked for. */
  readonly standard?: true;
  /** Whether it decides about more time: until when it was asked for and why, and the day of before. */
  readonly decides?: true;
  /** Whether what it shows are numbered parts. */
  readonly inParts?: true;
}

const toMender = ({ mender, lead }: HazardState): string | null => mender ?? lead;

const RULES: { readonly [paper in HazardPaper]: PaperRule } = {
  hazard_order: { to: toMender, shows: ['measures', 'money', 'by', 'meanwhile', 'standard', 'acceptor'] },
  hazard_plan: { to: ({ lead }) => lead, shows: ['goals', 'methods', 'money', 'people', 'by', 'safety'], inParts: true },
  hazard_longer: { to: toMender, shows: ['until', 'reason'], decides: true },
  hazard_not_longer: { to: toMender, shows: ['reason'], decides: true },
  hazard_referral: { to: ({ referredTo }) => referredTo, shows: ['reason'] },
  hazard_accepted: { to: toMender, shows: ['words', 'no_photo'], standard: true },
  hazard_returned: { to: toMender, shows: ['reason', 'by'], standard: true },
  hazard_listing: { to: toMender, shows: ['public_what', 'public_where'] },
  hazard_unlisting: { to: toMender, shows: ['words'] },
};

const isPaper = (id: string): id is HazardPaper => Object.hasOwn(PAPER_STEPS, id);

/** Papers that an event gives. */
export const papersOfEvent = (type: string): readonly HazardPaper[] =>
  (Object.keys(PAPER_STEPS) as HazardPaper[]).filter((paper) => PAPER_STEPS[paper] === type);

type Row = readonly [label: string, text: string];

const labelOf = (paper: HazardPaper, field: string, lang: Lang): string =>
  (PAPER_FIELDS[`${paper}.${field}`] ?? PAPER_FIELDS[field] ?? FIELDS[field])?.[lang] ?? field;

/** A field of a step as a line of a paper; none where nothing was said there. `as`: what the line is called, where it is no field of its own step. */
const rowOf = (paper: HazardPaper, { it }: View, { event, texts }: StaffEntry, field: string, lang: Lang, as = field): readonly Row[] => {
  const value = texts[field] ?? event.data[field];
  if (typeof value !== 'string') return [];
  const day = parsePlainDate(value);
  const text = field === 'acceptor' ? officeName(it, value, lang) : day ? dayInWords(day, lang) : value;
  return [[labelOf(paper, as, lang), text]];
};

/** What the hazard is: as it was found, how it was graded and by which criterion. */
const aboutRows = (paper: HazardPaper, view: View, upTo: number, lang: Lang): readonly Row[] => {
  const { pack, entries, state } = view;
  const graded = entries.findLast(({ event }) => event.n <= upTo && (event.type === 'graded' || event.type === 'regraded'))?.event;
  const grade = graded?.data['grade'];
  const cited = pack.criteria?.find((it) => it.id === graded?.data['cites']);
  const say = (field: string, text: string | null | undefined): readonly Row[] => (text ? [[labelOf(paper, field, lang), text]] : []);
  return [
    ...say('what', view.texts['what']),
    ...say('spot', [state.site?.name, view.texts['spot']].filter((it) => it !== undefined).join(' · ')),
    ...say('grade', typeof grade === 'string' ? PAPER_GRADES[grade]?.[lang] : undefined),
    ...say('cites', cited && `${inLang(cited.label, lang)}${MARKS[lang].inBrackets(inLang(cited.clause, lang))}`),
  ];
};

/** What a decision about more time is about: the day of before, and what was asked for. */
const askedRows = (paper: HazardPaper, view: View, n: number, lang: Lang): readonly Row[] => {
  const before = view.entries.filter(({ event }) => event.n < n);
  const asked = before.findLast(({ event }) => event.type === 'extension_asked' || event.type === 'extension_asked_above');
  const day = parsePlainDate(fold(before.map(({ event }) => event)).by ?? '');
  return [
    ...(day ? [[labelOf(paper, 'before', lang), dayInWords(day, lang)] as const] : []),
    ...(asked ? [...rowOf(paper, view, asked, 'until', lang, 'asked'), ...rowOf(paper, view, asked, 'reason', lang, 'why')] : []),
  ];
};

/** What a step says, in the order of its paper. */
const saidRows = (paper: HazardPaper, view: View, entry: StaffEntry, lang: Lang): readonly Row[] => {
  const { shows, inParts } = RULES[paper];
  const rows = shows.flatMap((field) => rowOf(paper, view, entry, field, lang));
  return inParts ? rows.map(([label, text], i) => [PAPERS[lang].part(i + 1, label), text] as const) : rows;
};

/**
 * A paper of a step, `hazard_order-0-N`; undefined where there is none. Its number is given here, when it is first made. It names offices,
 * never a person (G13).
 */
export const makeHazardPaper = async (service: Service, view: View, id: string, lang: Lang): Promise<Paper | undefined> => {
  const [kind = '', , n = ''] = id.split('-');
  const entry = view.entries.find((one) => String(one.event.n) === n);
  if (!entry || !isPaper(kind) || PAPER_STEPS[kind] !== entry.event.type || id !== `${kind}-${entry.event.level}-${n}`) return undefined;
  const { event, on } = entry;
  if (event.actor.kind !== 'staff') return undefined;
  const { it } = view;
  const { office } = event.actor;
  const [words, rule] = [PAPERS[lang], RULES[kind]];
  const said = words[kind];
  const state = fold(view.entries.filter((one) => one.event.n <= event.n).map((one) => one.event));
  const to = officeName(it, rule.to(state) ?? office, lang);
  const step = { stream: streamName(view.number, 0), version: event.n, kind, office, day: on };
  const number = await service.read((tx) => givePaperNumber(tx, step, it.papers));
  const order = rule.standard && view.entries.findLast((one) => one.event.type === 'ordered' && one.event.n < event.n);
  const photos = filesOf(event.data).length;
  const rows = [
    ...aboutRows(kind, view, event.n, lang),
    ...(order ? [...rowOf(kind, view, order, 'standard', lang), ...rowOf(kind, view, order, 'measures', lang)] : []),
    ...(rule.decides ? askedRows(kind, view, event.n, lang) : []),
    ...saidRows(kind, view, entry, lang),
    ...(photos > 0 ? [[words.photos, words.countOfPhotos(photos)] as const] : []),
  ];
  return {
    kind: 'other',
    lang,
    title: said.title,
    number: numberText(number, {
      officeName: officeName(it, office, lang),
      word: said.word,
      texts: it.paperTexts.get(number.texts ?? '') ?? null,
      lang,
    }),
    issuer: officeName(it, office, lang),
    addressee: words.to(to, view.number),
    day: on,
    signature: dayInWords(on, lang),
    blocks: [
      { kind: 'text', text: said.opening },
      { kind: 'facts', rows },
      ...(photos > 0 && kind === 'hazard_accepted' ? [{ kind: 'note', text: words.both } as const] : []),
      { kind: 'text', text: said.closing },
    ],
    foot: words.foot,
    path: `/c/${entry.leaf}`,
    madeAt: startOfDay(on, it.zone),
  };
};
