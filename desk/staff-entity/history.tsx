import { officeName } from '../../engine/place/office-name.ts';
import { fileId } from '../../engine/files/stored-file.ts';
import type { StaffEntry, StaffView } from '../../engine/staff-entity.ts';
import { fromIso } from '../../kernel/calendar/instant.ts';
import { parsePlainDate } from '../../kernel/calendar/plain-date.ts';
import { words } from '../../kernel/language/words.ts';
import type { Json, StreamEvent } from '../../kernel/stream/event.ts';
import type { Fields, FieldSpec } from '../../kernel/stream/fields.ts';
import { filesOf } from '../../kernel/stream/files.ts';
import { dayInWords, momentInWords } from '../../portal/dates.ts';
import { href, type Lang } from '../../portal/page.ts';
import { named, placeName, type StaffFace } from './face.ts';
import { PHOTOS } from './form.tsx';

export const HISTORY = words('desk/staff-entity/history.HISTORY', {
  'zh-CN': {
    title: '到现在发生的事',
    part: (from: number, to: number, all: number) => `第${from}到${to}件，一共${all}件`,
    all: (all: number) => `看全部${all}件`,
    earlier: '更早的',
    later: '更晚的',
    yes: '是',
    leaf: '日志里的叶子',
    onPhone: (at: string) => `手机上做，手机时间${at}`,
    notBefore: (at: string) => `不早于${at}`,
    arrived: (at: string) => `${at}送到`,
  },
  en: {
    title: 'What has happened',
    part: (from: number, to: number, all: number) => `${from} to ${to} of ${all}`,
    all: (all: number) => `All ${all} of them`,
    earlier: 'Earlier ones',
    later: 'Later ones',
    yes: 'yes',
    leaf: 'its leaf in the log',
    onPhone: (at: string) => `done on a phone, ${at} by its clock`,
    notBefore: (at: string) => `not before ${at}`,
    arrived: (at: string) => `arrived ${at}`,
  },
});

/** An entity on its page: how its kind is shown, and in which language. */
export interface Shown<State> {
  readonly face: StaffFace<State>;
  readonly view: StaffView<State>;
  readonly lang: Lang;
}

/** A value of an event in words: a day, an office, a place, a choice, or something of the entity itself. */
const inWords = <State,>({ face, view, lang }: Shown<State>, name: string, spec: FieldSpec, value: Json): string | undefined => {
  if (value === true) return HISTORY[lang].yes;
  const own = face.choicesOf?.(name, view.state, lang, 'all', view.it, view.pack)?.find((it) => it.value === String(value));
  if (own || typeof value === 'number') return own?.text ?? String(value);
  if (typeof value !== 'string') return undefined;
  if (spec.kind === 'name' || spec.kind === 'site' || spec.kind === 'part') return value;
  if (spec.kind === 'server') return undefined;
  if (spec.kind === 'moment') return value.replace('T', ' ');
  const day = parsePlainDate(value);
  if (day !== undefined) return dayInWords(day, lang, view.today);
  if (spec.kind === 'id') return name === 'place' ? placeName(view.it, value, lang) : officeName(view.it, value, lang);
  return named(face.words.choices, value, lang);
};

/** What an event says, in the order in which its step asks for it. */
const Said = <State,>({ entry: { event, texts }, shown }: { readonly entry: StaffEntry; readonly shown: Shown<State> }) => {
  const { begins, steps } = shown.face.kind.staff;
  const makers = [begins, ...steps].filter((it) => it.makes === event.type);
  const verb = makers[0] && { fields: Object.assign({}, ...makers.toReversed().map((it) => it.fields)) as Fields };
  const own = verb ? undefined : shown.face.saidOf?.(event, shown.view.it, shown.lang);
  if (own !== undefined) return <p>{own}</p>;
  if (shown.face.inBody?.includes(event.type)) return null;
  const said = Object.entries(verb?.fields ?? {}).flatMap(([name, spec]) => {
    const value = event.data[name];
    const text = texts[name] ?? (value === undefined ? undefined : inWords(shown, name, spec, value));
    return text === undefined ? [] : [[name, text] as const];
  });
  return said.length === 0 ? null : (
    <dl>
      {said.map(([name, text]) => (
        <>
          <dt>{named(shown.face.words.fields, name, shown.lang)}</dt>
          <dd class="words">{text}</dd>
        </>
      ))}
    </dl>
  );
};

/** The photos of an event, each a page of its own. */
const Photos = ({ event, path, lang }: { readonly event: StreamEvent; readonly path: string; readonly lang: Lang }) => {
  const files = filesOf(event.data);
  return files.length === 0 ? null : (
    <p class="row">
      {files.map(({ field }, i) => (
        <a href={href(lang, `${path}/file/${fileId(event, field)}`)}>{PHOTOS[lang].photo(i + 1)}</a>
      ))}
    </p>
  );
};

/** When a step was taken that a phone brought: its claim, and what bounds that (docs/adr/0055). */
const PhoneTimes = ({ event, zone, lang }: { readonly event: StreamEvent; readonly zone: string; readonly lang: Lang }) => {
  const { seenAt, notBefore } = event.data;
  if (typeof seenAt !== 'string') return null;
  const say = HISTORY[lang];
  const at = (text: string): string => momentInWords(fromIso(text), zone, lang);
  const said = [
    say.onPhone(at(seenAt)),
    ...(typeof notBefore === 'string' ? [say.notBefore(at(notBefore))] : []),
    say.arrived(momentInWords(event.recordedAt, zone, lang)),
  ];
  return <p class="small">{said.join(' · ')}</p>;
};

/** How long a history is at most to stand on the page as a whole, and how many steps of a longer one do. */
const WHOLE_MAX = 60;
const PART = 20;

/** One step of the history: when, which post, what it said, its photos and papers, its leaf. */
const Step = <State,>({ entry, shown }: { readonly entry: StaffEntry; readonly shown: Shown<State> }) => {
  const { face, view, lang } = shown;
  const { event, on, leaf } = entry;
  const papers = face.papersOf(event);
  return (
    <li>
      <p>
        <time dateTime={on}>{face.inMinutes ? momentInWords(event.recordedAt, view.it.zone, lang) : dayInWords(on, lang, view.today)}</time>{' '}
        · <b>{named(face.words.events, event.type, lang)}</b>
        {event.actor.kind === 'staff' && ` · ${officeName(view.it, event.actor.office, lang)} `}
        {event.actor.kind === 'staff' && <code class="small">{event.actor.post}</code>}
      </p>
      <Said entry={entry} shown={shown} />
      <PhoneTimes event={event} zone={view.it.zone} lang={lang} />
      {face.inBody?.includes(event.type) !== true && <Photos event={event} path={`${face.path}/${view.number}`} lang={lang} />}
      {papers.length > 0 && (
        <p class="row">
          {papers.map(({ file, label }) => (
            <a href={href(lang, `${face.path}/${view.number}/paper/${file}`)}>{label[lang]}</a>
          ))}
        </p>
      )}
      <p class="small">
        <a href={href(lang, `/c/${leaf}`)}>{HISTORY[lang].leaf}</a>
      </p>
    </li>
  );
};

/**
 * Everything that has happened, in its order; of a long history one part, and the newest where none is asked for. Where a board tells of many
 * offices (`ownOwed`), a long one stands on a page without it.
 */
export const History = <State,>({ shown, asked }: { readonly shown: Shown<State>; readonly asked: string | undefined }) => {
  const { face, view, lang } = shown;
  const say = HISTORY[lang];
  const all = view.entries.length;
  const parts = all <= (face.ownOwed ? PART : WHOLE_MAX) ? 1 : Math.ceil(all / PART);
  const nth = Math.min(Math.max(/^\d{1,4}$/.test(asked ?? '') ? Number(asked) : parts, 1), parts);
  if (parts > 1 && face.ownOwed && asked === undefined)
    return (
      <>
        <h2 id="history">{say.title}</h2>
        <p>
          <a href={href(lang, `${face.path}/${view.number}?history=${parts}#history`)}>{say.all(all)}</a>
        </p>
      </>
    );
  const [from, to] = parts === 1 ? [0, all] : [(nth - 1) * PART, Math.min(nth * PART, all)];
  const steps = view.entries.slice(from, to).map((entry) => <Step entry={entry} shown={shown} />);
  const link = (part: number, text: string) => <a href={href(lang, `${face.path}/${view.number}?history=${part}#history`)}>{text}</a>;
  return (
    <>
      <h2 id="history">{say.title}</h2>
      {parts > 1 && (
        <p class="row screen">
          {say.part(from + 1, to, all)}
          {nth > 1 && link(nth - 1, say.earlier)}
          {nth < parts && link(nth + 1, say.later)}
        </p>
      )}
      {parts === 1 ? <ol class="history">{steps}</ol> : <ul class="history">{steps}</ul>}
    </>
  );
};
