import { words } from '../../../kernel/language/words.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Actor } from '../../../kernel/stream/event.ts';
import type { EventKind } from '../../../kernel/matter/event.ts';
import { dayInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import type { Entry, MatterView } from '../server/read-matter.ts';
import { eventSentence } from './event-sentences.ts';
import { Files } from '../portal/files.tsx';
import { deskFileLink, filerLang } from './filer-words.tsx';
import { postName } from './words.ts';

export const WORDS = words('grievances/desk/history.WORDS', {
  'zh-CN': {
    filer: '来件人',
    done: '实际办理：',
    said: '（原话见上面“来件人说了什么”）',
    corrected: '更正',
    voided: '作废',
    texts: {
      words: '',
      reason: '理由',
      facts: '查明的事实',
      opinion: '处理意见',
      basis: '依据',
      note: '说明',
      handling: '拟办意见',
      where: '该找谁',
      ways: '还有哪些路',
      promise: '',
    },
    lookWhere: '在哪里、几点',
    point: (nth: string) => `第${nth}点`,
    answer: (nth: string) => `对第${nth}点的答复`,
    promise: (nth: string) => `答应的事${nth}`,
    promiseBy: (nth: string) => `答应的事${nth}，到哪天`,
  },
  en: {
    filer: 'The filer',
    done: 'done on ',
    said: '(in full above, under “What this person said”)',
    corrected: 'Correction',
    voided: 'Struck out',
    texts: {
      words: '',
      reason: 'Reasons',
      facts: 'Facts found',
      opinion: 'Decision',
      basis: 'Basis',
      note: 'Note',
      handling: 'Proposed handling',
      where: 'Whom to go to',
      ways: 'Ways that stay open',
      promise: '',
    },
    lookWhere: 'Where, and at what time',
    point: (nth: string) => `Point ${nth}`,
    answer: (nth: string) => `Answer to point ${nth}`,
    promise: (nth: string) => `Promise ${nth}`,
    promiseBy: (nth: string) => `Promise ${nth}, by`,
  },
});

interface Seen {
  readonly view: MatterView;
  readonly lang: Lang;
}

const actorName = (actor: Actor, { view, lang }: Seen): string =>
  actor.kind === 'filer' ? WORDS[lang].filer : actor.kind === 'system' ? '' : postName(view.jurisdiction, actor.post, lang);

const Day = ({ entry, view, lang }: Seen & { readonly entry: Entry }) => {
  const day = dateIn(entry.event.recordedAt, view.jurisdiction.zone);
  return <time dateTime={day}>{dayInWords(day, lang, view.today)}</time>;
};

/** What stands above a text of an event; empty for its only one. */
const textLabel = (name: string, type: EventKind, lang: Lang): string => {
  const words = WORDS[lang];
  const [, kind, nth = '', by] = /^(point|answer|promise)(\d+)(By)?$/.exec(name) ?? [];
  if (kind === 'point' || kind === 'answer') return words[kind](nth);
  if (kind === 'promise') return by === undefined ? words.promise(nth) : words.promiseBy(nth);
  if (name === 'where' && type === 'inspection_offered') return words.lookWhere;
  const labels: { readonly [name: string]: string } = words.texts;
  return labels[name] ?? '';
};

/** The words an event brought; the filer's own filing stands under the third question instead. */
const Texts = ({ entry, view, lang }: Seen & { readonly entry: Pick<Entry, 'event' | 'texts' | 'files'> }) => {
  if (entry.event.type === 'filed') return null;
  const own = entry.event.actor.kind === 'filer' ? filerLang(view, lang) : {};
  return (
    <>
      {Object.entries(entry.texts).map(([name, text]) => (
        <div>
          {textLabel(name, entry.event.type, lang) && <div class="small">{textLabel(name, entry.event.type, lang)}</div>}
          <div class="words" {...own}>
            {text}
          </div>
        </div>
      ))}
      <Files files={entry.files} lang={lang} link={deskFileLink(view, lang)} />
    </>
  );
};

/** The same in the order of days; where what this person wrote stands whole above, it is only pointed at. */
const TextsBelow = ({ entry, view, lang, isSaidAbove }: Seen & { readonly entry: Entry; readonly isSaidAbove: boolean }) => {
  if (!isSaidAbove || !isLaterSaid(entry)) return <Texts entry={entry} view={view} lang={lang} />;
  return (
    <div class="small">
      <a href="#said">{WORDS[lang].said}</a>
    </div>
  );
};

/** Whether the filer wrote something, or added a file, after the filing itself. */
export const isLaterSaid = ({ event, texts, files }: Entry): boolean =>
  event.actor.kind === 'filer' && event.type !== 'filed' && (Object.keys(texts).length > 0 || files.length > 0);

/** A step and its words before it is taken, as its reader will see them. */
export const SaidOf = ({ event, texts, view, lang }: Seen & Pick<Entry, 'event' | 'texts'>) => (
  <>
    <p>
      <b>{eventSentence({ event, view, lang })}</b>
    </p>
    <Texts entry={{ event, texts, files: [] }} view={view} lang={lang} />
  </>
);

/** What the filer did later, with the words and files of it. */
export const LaterSaid = ({ entry, view, lang }: Seen & { readonly entry: Entry }) => (
  <>
    <p class="small">
      <Day entry={entry} view={view} lang={lang} /> · {eventSentence({ event: entry.event, view, lang })}
    </p>
    <Texts entry={entry} view={view} lang={lang} />
  </>
);

const Sentence = ({ entry, view, lang }: Seen & { readonly entry: Entry }) => {
  const { event } = entry;
  const later = event.occurredOn === undefined ? '' : ` (${WORDS[lang].done}${dayInWords(event.occurredOn, lang, view.today)})`;
  return (
    <>
      {event.actor.kind !== 'system' && <b>{actorName(event.actor, { view, lang })} </b>}
      {eventSentence({ event, view, lang })}
      {later}
    </>
  );
};

/** What others said about an entry later: a correction beside it, or who struck it out and why. */
const About = ({ entry, view, lang }: Seen & { readonly entry: Entry }) => {
  const words = WORDS[lang];
  const about = view.entries.filter(
    (it) =>
      (it.event.type === 'corrected' || it.event.type === 'voided') &&
      it.event.level === entry.event.level &&
      it.event.data['n'] === entry.event.n,
  );
  return (
    <>
      {about.map((it) => (
        <div class={it.event.type === 'voided' ? 'note bad' : 'note'}>
          <div class="small">
            {it.event.type === 'voided' ? words.voided : words.corrected} · <Day entry={it} view={view} lang={lang} /> ·{' '}
            {actorName(it.event.actor, { view, lang })}
          </div>
          {Object.values(it.texts).map((text) => (
            <div class="words">{text}</div>
          ))}
        </div>
      ))}
    </>
  );
};

/**
 * What happened, in plain words and by days; nothing that was ever said is gone. `isSaidAbove`: the page has all that the filer wrote
 * (`FilerSaid`) before it, under the id `said`.
 */
export const MatterHistory = ({ view, lang, isSaidAbove }: Seen & { readonly isSaidAbove: boolean }) => (
  <ol class="log">
    {view.entries
      .filter((entry) => entry.event.type !== 'corrected' && entry.event.type !== 'voided')
      .map((entry) => (
        <li>
          <div class="small">
            <Day entry={entry} view={view} lang={lang} />
          </div>
          {entry.voided ? (
            <del>
              <Sentence entry={entry} view={view} lang={lang} />
              <TextsBelow entry={entry} view={view} lang={lang} isSaidAbove={isSaidAbove} />
            </del>
          ) : (
            <>
              <Sentence entry={entry} view={view} lang={lang} />
              <TextsBelow entry={entry} view={view} lang={lang} isSaidAbove={isSaidAbove} />
            </>
          )}
          <About entry={entry} view={view} lang={lang} />
        </li>
      ))}
  </ol>
);
