import { PAPERS } from '../domain/kinds.ts';
import { PAPER_WORDS } from '../domain/words.ts';
import { getPlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { peersOf, printedOf, quorumOf, witnessesOf } from '../../../kernel/jurisdiction/peers.ts';
import type { MatterEvent } from '../../../kernel/matter/event.ts';
import { streamName } from '../../../kernel/leaf/payload.ts';
import { paperText } from '../../../policy/papers.ts';
import type { Transaction } from '../../../engine/store/transaction.ts';
import { readPublicStream } from '../../../engine/place/public-stream.ts';
import type { Service } from '../../../engine/service.ts';
import {
  askedOffice,
  fold,
  foundLine,
  isMediation,
  NOTICE_WORDS,
  partyName,
  pointsOf,
  postName,
  STEPS,
  timeline,
  worded,
  type Entry,
  type GrievanceState,
  type MatterView,
} from '../../grievances/public.ts';
import { numberText } from '../domain/number.ts';
import { dossierCover, paperOf, type PaperFacts } from '../domain/paper-of.ts';
import type { Paper } from '../domain/paper.ts';
import { inLang, spaceIn, type Lang } from '../../../kernel/language/languages.ts';
import type { NamedStage } from '../domain/stage-table.ts';
import type { LogThen } from '../domain/words.ts';
import { givePaperNumber } from './paper-numbers.ts';
import { entriesUpTo, knownTo, papersOf, type PaperRef, type Reader } from './read-papers.ts';
import { sayIn } from './say.ts';

interface Making {
  readonly view: MatterView;
  readonly lang: Lang;
  readonly tx: Transaction;
}

/** The stages as they stood when the step was taken, each with who owes it. */
const stagesOf = ({ view, lang }: Making, { entry: { event }, kind }: PaperRef, events: readonly MatterEvent[]): readonly NamedStage[] => {
  const calendar = view.jurisdiction.calendars.get(event.calendar);
  if (!calendar) return [];
  const around = { jurisdiction: view.jurisdiction, state: fold(events), lang };
  return timeline(events, view.pack, calendar, event.recordedAt).map((stage) => ({
    stage,
    who:
      PAPERS[kind].forBoth && stage.rule.owedBy === 'filer'
        ? PAPER_WORDS[lang].theSides
        : partyName(stage.rule.owedBy, stage.rule, around, stage.of),
  }));
};

/** What was corrected of the step that gives it, and of the proposal that it signs. */
const correctionsOf = (view: MatterView, { entry: { event } }: PaperRef): PaperFacts['corrections'] => {
  const told = [event.n, ...(event.type === 'transfer_signed' ? [event.data['of']] : [])];
  return view.entries.flatMap((it) =>
    it.event.type === 'corrected' &&
    it.event.level === event.level &&
    told.some((n) => n === it.event.data['n']) &&
    it.texts['words'] !== undefined
      ? [{ on: dateIn(it.event.recordedAt, view.jurisdiction.zone), words: it.texts['words'] }]
      : [],
  );
};

const erasedOf = (view: MatterView): PaperFacts['erased'] => {
  const erased = view.entries.findLast((it) => it.event.type === 'erased')?.event;
  return erased ? { on: dateIn(erased.recordedAt, view.jurisdiction.zone), basis: String(erased.data['basis'] ?? '') } : null;
};

/** What an acceptance notes; what an answer says to each point, and what it promises: those events follow it in the same step. */
const pointsAndPromises = (view: MatterView, { event, texts }: Entry, state: GrievanceState): Pick<PaperFacts, 'points' | 'promises'> => {
  const entryOf = (n: number): Entry | undefined => view.entries.find((it) => it.event.level === 0 && it.event.n === n);
  const noted = event.type === 'accepted' || event.type === 'replied' ? pointsOf(state) : [];
  const points = noted.flatMap((point, i) => {
    const answer = texts[`answer${i + 1}`] ?? '';
    const words = entryOf(point.n)?.texts[point.field] ?? '';
    return words === '' || (event.type === 'replied' && answer === '') ? [] : [{ point: words, answer }];
  });
  const promises: { what: string; by: PlainDate }[] = [];
  for (let n = event.n + 1, next = entryOf(n); event.type === 'replied' && next?.event.type === 'promised'; n += 1, next = entryOf(n))
    promises.push({ what: next.texts['promise'] ?? '', by: getPlainDate(String(next.event.data['by'])) });
  return { points, promises: promises.filter((it) => it.what !== '') };
};

/** What was agreed, with the words of each term: they stand with the step that wrote it down. */
const termsOf = (view: MatterView, { event }: Entry): PaperFacts['terms'] => {
  if (event.type !== 'mediation_agreed' && event.type !== 'confirmation_asked') return [];
  return view.entries.flatMap(({ event: { type, data } }) => {
    if (type !== 'term_agreed') return [];
    const written = view.entries.find((it) => it.event.level === 0 && it.event.n === data['term']);
    const { owes, object, amount, by } = data;
    return [
      {
        owes: String(owes),
        object: String(object),
        amount: typeof amount === 'number' ? amount : null,
        what: written?.texts['what'] ?? '',
        by: getPlainDate(String(by)),
      },
    ];
  });
};

/** What a transfer slip says: the filer's subject, what was proposed, and by which two posts. */
const transferOf = ({ view, lang }: Making, { event }: Entry): PaperFacts['transfer'] => {
  const proposed = view.entries.find((it) => it.event.level === 0 && it.event.n === event.data['of']);
  if (event.type !== 'transfer_signed' || proposed?.event.actor.kind !== 'staff' || event.actor.kind !== 'staff') return null;
  const name = (post: string): string => postName(view.jurisdiction, post, lang);
  return {
    subject: view.entries[0]?.texts['subject'] ?? '',
    handling: proposed.texts['handling'] ?? '',
    proposedBy: name(proposed.event.actor.post),
    signedBy: name(event.actor.post),
  };
};

/** From the public record up to that moment, so that the same paper stays the same. */
const logThen = async (tx: Transaction, at: Instant): Promise<LogThen> => {
  const events = (await readPublicStream(tx)).events.filter((event) => event.recordedAt <= at);
  return { printed: printedOf(events)?.size ?? null, witnesses: witnessesOf(peersOf(events)).length, quorum: quorumOf(events) };
};

const factsOf = async (making: Making, ref: PaperRef): Promise<PaperFacts> => {
  const { view, lang, tx } = making;
  const { entry, kind, office, day } = ref;
  const { jurisdiction } = view;
  const known = knownTo(view, ref);
  const state = fold(known);
  const given = await givePaperNumber(
    tx,
    { stream: streamName(view.number, entry.event.level), version: entry.event.n, kind, office: office ?? jurisdiction.deskOffice, day },
    jurisdiction.papers,
  );
  const texts = jurisdiction.paperTexts.get(given.texts ?? '') ?? null;
  const text = paperText(texts, kind);
  const officeName = sayIn(jurisdiction, lang).office(given.office);
  const filed = known[0] ?? entry.event;
  return {
    matter: view.number,
    event: entry.event,
    texts: entry.texts,
    leaf: entry.leaf === '' ? '' : `/c/${entry.leaf}`,
    issuer: given.office,
    lead: state.lead,
    filedOn: dateIn(filed.recordedAt, jurisdiction.zone),
    day,
    // A paper tells the day, not the hour (G10).
    madeAt: startOfDay(day, jurisdiction.zone),
    pack: view.pack,
    grade: state.grade,
    stages: stagesOf(making, ref, known),
    corrections: correctionsOf(view, ref),
    erased: erasedOf(view),
    ...pointsAndPromises(view, entry, state),
    terms: termsOf(view, entry),
    fileOf: kind === 'dossier' && isMediation(view.pack) ? new Set(known.map(({ type }) => type)) : null,
    transfer: transferOf(making, entry),
    log: await logThen(tx, entry.event.recordedAt),
    found: [given.office, jurisdiction.offices.get(given.office)?.parent ?? null].flatMap(
      (one) => foundLine({ jurisdiction, office: one, lang }) ?? [],
    ),
    text,
    number: numberText(given, { officeName, word: inLang(text.word, lang), texts, lang }),
  };
};

const stepsOf = (view: MatterView, ref: PaperRef, lang: Lang) =>
  entriesUpTo(view, ref.entry).map(({ event, voided }) => {
    const say = sayIn(view.jurisdiction, lang);
    const { lead, above, above2 } = view.state;
    const by = event.actor.kind === 'staff' ? say.office(event.actor.office) : '';
    const passedTo = event.data['to'] ?? event.data['office'];
    const named = {
      by,
      lead: say.office(lead),
      above: say.office(above),
      above2: say.office(above2),
      asked: say.office(askedOffice(view.state)),
      named: typeof passedTo === 'string' ? say.office(passedTo) : '',
      isOther: event.data['side'] === 'other',
    };
    const which = event.type === 'notice_opened' ? `${spaceIn(lang)}${worded(NOTICE_WORDS, event.data['notice'], lang)}` : '';
    const what = `${STEPS[event.type](named)[lang]}${which}`;
    return { on: dateIn(event.recordedAt, view.jurisdiction.zone), what: voided ? `${what}${PAPER_WORDS[lang].struck}` : what };
  });

const dossier = async (making: Making, ref: PaperRef, reader: Reader): Promise<readonly [Paper, ...Paper[]]> => {
  const { view, lang } = making;
  const say = sayIn(view.jurisdiction, lang);
  const known = entriesUpTo(view, ref.entry);
  const inside = papersOf(view, reader).filter((it) => it.kind !== 'dossier' && known.includes(it.entry));
  const papers: Paper[] = [];
  for (const it of inside) papers.push(paperOf(it.kind, await factsOf(making, it), say));
  return [dossierCover(await factsOf(making, ref), papers, stepsOf(view, ref, lang), say), ...papers];
};

/**
 * A paper, or the papers of a dossier with its cover first, as this reader may have it; undefined where there is none. The number is given
 * here, when it is first made.
 */
export const makePaper = async (
  service: Service,
  view: MatterView,
  { id, lang, reader }: { readonly id: string; readonly lang: Lang; readonly reader: Reader },
): Promise<readonly [Paper, ...Paper[]] | undefined> => {
  const ref = papersOf(view, reader).find((it) => it.id === id);
  if (!ref) return undefined;
  return service.read(async (tx) => {
    const making = { view, lang, tx };
    return ref.kind === 'dossier'
      ? dossier(making, ref, reader)
      : [paperOf(ref.kind, await factsOf(making, ref), sayIn(view.jurisdiction, lang))];
  });
};
