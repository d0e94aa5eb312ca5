import { words } from '../kernel/language/words.ts';
import type { Instant } from '../kernel/calendar/instant.ts';
import { dateIn } from '../kernel/calendar/zone.ts';
import { witnessesOf, type PrintedHead } from '../kernel/jurisdiction/peers.ts';
import type { Jurisdiction } from '../engine/place/read.ts';
import { dayInWords } from './dates.ts';
import { gap, type Lang } from './page.ts';

interface StepWords {
  readonly label: string;
  readonly signed: string;
  readonly promised: string;
  readonly signedBy: string;
  readonly printed: string;
  readonly notPrinted: string;
  readonly hangs: (size: number, day: string) => string;
  readonly holds: (size: number, day: string) => string;
  readonly notThis: (size: number, day: string) => string;
  readonly witnessed: string;
  readonly nobody: string;
  readonly named: (count: number, quorum: number) => string;
  readonly by: (count: number, of: number, names: string) => string;
  readonly none: (of: number) => string;
  readonly comma: string;
  readonly colon: string;
}

export const WORDS = words<StepWords>('portal/log-steps.WORDS', {
  'zh-CN': {
    label: '三步：签名、印出、见证',
    signed: '签名',
    promised: '本单位已签名承诺写入日志。',
    signedBy: '本单位已签名。',
    printed: '印出',
    notPrinted: '还没有印出张贴。',
    hangs: (size, day) => `${day}起，大小为${size}的日志印出张贴。`,
    holds: (size, day) => `${day}起张贴，大小为${size}，这一条在里面。`,
    notThis: (size, day) => `这一条还没有；${day}张贴的，大小为${size}。`,
    witnessed: '见证',
    nobody: '没有外部见证人。',
    named: (count, quorum) => `有${count}个外部见证人${quorum === 0 ? '' : `，至少${quorum}个签了名，证明才算数`}。`,
    by: (count, of, names) => `${of}个外部见证人里有${count}个签了名（${names}）。`,
    none: (of) => `${of}个外部见证人里还没有一个签名。`,
    comma: '、',
    colon: '：',
  },
  en: {
    label: 'Three steps: signed, printed, witnessed',
    signed: 'Signed',
    promised: 'by this office, as a promise to put it into the log.',
    signedBy: 'by this office.',
    printed: 'Printed',
    notPrinted: 'not yet.',
    hangs: (size, day) => `the log of size ${size} hangs on the wall since ${day}.`,
    holds: (size, day) => `hangs on the wall since ${day}, size ${size}, which holds this entry.`,
    notThis: (size, day) => `not this entry yet; what was hung up on ${day} is of size ${size}.`,
    witnessed: 'Witnessed',
    nobody: 'by nobody; there is no outside witness.',
    named: (count, quorum) =>
      `there ${count === 1 ? 'is one outside witness' : `are ${count} outside witnesses`}${quorum === 0 ? '' : `; ${quorum} must have signed before a proof counts`}.`,
    by: (count, of, names) => `${count} of ${of} outside witnesses have signed (${names}).`,
    none: (of) => `0 of ${of} outside witnesses have signed yet.`,
    comma: ', ',
    colon: ': ',
  },
});

/** What the three steps say about one entry of the log; null on a page that is about none, or one that is not in the log yet. */
export interface EntrySteps {
  readonly index: number;
  /** Names of the witnesses that have signed a head which holds it. */
  readonly by: readonly string[];
}

interface LogStepsProps {
  readonly lang: Lang;
  readonly jurisdiction: Pick<Jurisdiction, 'peers' | 'quorum' | 'printed' | 'zone'>;
  readonly entry: EntrySteps | null;
  /** Whether what the page is about is only promised so far. */
  readonly isPromise?: boolean;
  /** In one paragraph, for a page that is full. */
  readonly brief?: boolean;
}

const printedText = (words: StepWords, printed: PrintedHead | null, entry: EntrySteps | null, day: (at: Instant) => string): string => {
  if (printed === null) return words.notPrinted;
  if (entry === null) return words.hangs(printed.size, day(printed.at));
  return entry.index < printed.size ? words.holds(printed.size, day(printed.at)) : words.notThis(printed.size, day(printed.at));
};

/** Signed, printed, witnessed: what is true of each now, from what is recorded (design 5). */
export const LogSteps = ({
  lang,
  jurisdiction: { peers, quorum, printed, zone },
  entry,
  isPromise = false,
  brief = false,
}: LogStepsProps) => {
  const words = WORDS[lang];
  const names = witnessesOf(peers).map(({ name }) => name);
  const witnessed = (): string => {
    if (names.length === 0) return words.nobody;
    if (entry === null) return words.named(names.length, quorum);
    return entry.by.length === 0 ? words.none(names.length) : words.by(entry.by.length, names.length, entry.by.join(words.comma));
  };
  const rows = [
    [words.signed, isPromise ? words.promised : words.signedBy],
    [words.printed, printedText(words, printed, entry, (at) => dayInWords(dateIn(at, zone), lang))],
    [words.witnessed, witnessed()],
  ] as const;
  if (brief) return <p class="small">{rows.map(([name, text]) => `${name}${words.colon}${text}`).join(gap(lang))}</p>;
  return (
    <ol class="small" aria-label={words.label}>
      {rows.map(([name, text]) => (
        <li>
          <b>{name}</b>
          {words.colon}
          {text}
        </li>
      ))}
    </ol>
  );
};
