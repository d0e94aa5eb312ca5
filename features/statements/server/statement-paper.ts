import { officeName } from '../../../engine/place/office-name.ts';
import type { Service } from '../../../engine/service.ts';
import type { StaffView } from '../../../engine/staff-entity.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import { streamName } from '../../../kernel/leaf/payload.ts';
import { dayInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import { givePaperNumber, numberText, type Block, type Paper } from '../../papers/public.ts';
import { figureRows } from '../desk/figures-table.tsx';
import { FIELDS, PAPER, periodText, STATEMENTS } from '../desk/words.ts';
import type { StatementState } from '../domain/state.ts';
import { statements } from './statements.ts';

/** Which paper an event gives. */
export const paperOf = (type: string): string | undefined =>
  Object.keys(statements.papers).find((paper) => statements.papers[paper] === type);

/**
 * The statement as its head signed it at step `hazard_statistics-0-N`, or the corrected one, as a paper; undefined where there is none. It stays
 * what it was, whatever was corrected since. It names offices, never a person (G13).
 */
export const makeStatement = async (
  service: Service,
  view: StaffView<StatementState>,
  id: string,
  lang: Lang,
): Promise<Paper | undefined> => {
  const { it, state } = view;
  const { office, supervisor, period, versions } = state;
  const entry = view.entries.find(({ event }) => id === `${paperOf(event.type) ?? ''}-${event.level}-${event.n}`);
  const version = versions.find(({ n }) => n === entry?.event.n);
  const kind = entry && paperOf(entry.event.type);
  if (!entry || !version || kind === undefined || office === null || period === null) return undefined;
  const said = PAPER[lang];
  const isCorrected = kind === 'hazard_statistics_corrected';
  const { on, texts, leaf } = entry;
  const number = await service.read((tx) =>
    givePaperNumber(tx, { stream: streamName(view.number, 0), version: entry.event.n, kind, office, day: on }, it.papers),
  );
  const issuer = officeName(it, office, lang);
  const words: readonly Block[] = ['reason', 'remarks'].flatMap((field) =>
    texts[field] === undefined ? [] : [{ kind: 'facts', rows: [[FIELDS[field]?.[lang] ?? field, texts[field]]] } as const],
  );
  const [from, to] = [dayInWords(period.from, lang), dayInWords(period.to, lang)];
  const called = periodText(period, lang);
  return {
    kind: 'other',
    lang,
    title: isCorrected ? said.corrected(called) : said.title(called),
    number: numberText(number, {
      officeName: issuer,
      word: isCorrected ? said.correctedWord : said.word,
      texts: it.paperTexts.get(number.texts ?? '') ?? null,
      lang,
    }),
    issuer,
    addressee: supervisor === null ? said.toNobody : officeName(it, supervisor, lang),
    day: on,
    signature: `${said.signature}\n${dayInWords(on, lang)}`,
    blocks: [
      { kind: 'text', text: said.opening(issuer, from, to) },
      {
        kind: 'table',
        widths: [4, 1],
        head: [STATEMENTS[lang].figure, STATEMENTS[lang].count],
        rows: figureRows(version.figures, lang).map(([what, count]) => [what, count]),
      },
      ...words,
    ],
    foot: [...STATEMENTS[lang].notes, ...said.foot],
    path: `/c/${leaf}`,
    madeAt: startOfDay(on, it.zone),
  };
};
