import { officeName } from '../../engine/place/office-name.ts';
import { words } from '../../kernel/language/words.ts';
import type { Jurisdiction } from '../../engine/place/read.ts';
import type { PlainDate } from '../../kernel/calendar/plain-date.ts';
import { findControlWord } from '../../kernel/policy/tripwire.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { withTicks, type Fields, type FieldSpec } from '../../kernel/stream/fields.ts';
import type { StaffVerb } from '../../kernel/stream/staff-kind.ts';
import { href, type Lang } from '../../portal/page.ts';
import { sentenceFor } from '../../portal/refusal-sentences.ts';
import { CHOOSE_SITE, SentByEnter } from '../choose-site.tsx';
import { FaultSummary, Fields as FormFields, OPTIONAL, type Field } from '../fields.tsx';
import { named, placeName, type ChoicesOf, type StaffWords } from './face.ts';
import { takesFiles } from './taken-files.ts';

/** What a form was sent with and why it was refused. */
export interface Tried {
  readonly command: string;
  readonly typed: { readonly [name: string]: string };
  readonly refusal: Refusal;
}

export interface FormAround {
  readonly it: Jurisdiction;
  readonly lang: Lang;
  readonly csrf: string;
  readonly today: PlainDate;
  /** The minute that the clocks of the place show, as YYYY-MM-DDTHH:MM. */
  readonly now: string;
  readonly words: StaffWords;
  readonly tried?: Tried | undefined;
  readonly choices?: ChoicesOf;
  /** The page on which the form of a step stands: who leaves it for a list comes back there. */
  readonly formPage: (verb: string) => string;
  /** What a form begins with: what holds now, where a step says all of it anew. */
  readonly startsWith?: (verb: string) => { readonly [name: string]: string };
}

export const PHOTOS = words('desk/staff-entity/form.PHOTOS', {
  'zh-CN': {
    label: '照片',
    hint: 'JPEG、PNG、WebP，最多5张，每张不超过10 MB。照片里记着的地点、时间和手机型号会去掉。拍物，不拍人脸、车牌。',
    photo: (nth: number) => `照片${nth}`,
  },
  en: {
    label: 'Photos',
    hint: 'JPEG, PNG or WebP, up to 5, each up to 10 MB. Place, time and camera are taken out of them. Of things: no faces, no plates.',
    photo: (nth: number) => `photo ${nth}`,
  },
});

/** More than so many choices are folded into a list. */
const IN_SIGHT = 7;

const fieldOf = <State,>(name: string, spec: FieldSpec, verb: StaffVerb<State>, around: FormAround): Field => {
  const { it, lang, today, words, choices } = around;
  const common = { name, label: named(words.fields, name, lang), ...(spec.optional ? { optional: true } : {}) };
  if (spec.kind === 'text' || spec.kind === 'line') return { ...common, kind: spec.kind };
  if (spec.kind === 'name' || spec.kind === 'part') return { ...common, kind: 'line' };
  if (spec.kind === 'site')
    return {
      ...common,
      kind: 'site',
      among: spec.among,
      back: around.formPage(verb.name),
      hint: takesFiles(verb) ? CHOOSE_SITE[lang].withPhotos : CHOOSE_SITE[lang].hint,
      known: choices?.(name, lang) ?? [],
    };
  if (spec.kind === 'day') return { ...common, kind: 'date', ...(spec.past ? {} : { min: today }) };
  if (spec.kind === 'whole') return { ...common, kind: 'line', digits: true };
  if (spec.kind === 'moment') return { ...common, kind: 'moment', max: around.now };
  if (spec.kind === 'flag') return { ...common, kind: 'check' };
  if (spec.kind === 'choice') {
    const options = spec.of.map((value) => ({ value, text: named(words.choices, value, lang) }));
    return { ...common, kind: options.length > IN_SIGHT ? 'select' : 'radio', options };
  }
  const own = choices?.(name, lang, verb.name);
  if (own) return { ...common, kind: 'select', options: own };
  const ids = name === 'place' ? (it.places?.set.places.map((place) => place.id) ?? []) : [...it.offices.keys()];
  const say = name === 'place' ? placeName : officeName;
  return { ...common, kind: 'select', options: ids.map((value) => ({ value, text: say(it, value, lang) })) };
};

/** Where photos of a step are chosen. A form that comes back has them no more: browsers keep none. */
const PhotoField = ({ id, lang, fault }: { readonly id: string; readonly lang: Lang; readonly fault: Refusal | undefined }) => (
  <div class={fault ? 'err' : undefined}>
    <label for={id}>
      {PHOTOS[lang].label}
      <span class="hint">{OPTIONAL[lang]}</span>
    </label>
    <p class="hint" id={`${id}-hint`}>
      {PHOTOS[lang].hint}
    </p>
    {fault && (
      <p class="why" id={`${id}-why`}>
        {sentenceFor(fault, lang)}
      </p>
    )}
    <input
      type="file"
      id={id}
      name="files"
      multiple
      accept="image/jpeg,image/png,image/webp"
      aria-describedby={fault ? `${id}-hint ${id}-why` : `${id}-hint`}
      {...(fault ? { 'aria-invalid': true } : {})}
    />
  </div>
);

/** The fields of a step as the desk draws them, from its own description: an id is a public place where it is called so, else an office. */
export const fieldsOf = <State,>(verb: StaffVerb<State>, around: FormAround): readonly Field[] =>
  Object.entries(verb.fields).flatMap(([name, spec]) =>
    spec.kind === 'server' || spec.kind === 'files' ? [] : [fieldOf(name, spec, verb, around)],
  );

const NOT_INPUT = ['csrf', 'command', 'expected', 'sure', 'token'];

/** What was typed for a step, without what was left empty. What is ticked is said; what is not is not. */
export const inputOf = (form: { readonly [name: string]: string }, fields: Fields = {}): JsonObject =>
  withTicks(
    fields,
    Object.fromEntries(
      Object.entries(form)
        .filter(([name, text]) => !NOT_INPUT.includes(name) && text.trim() !== '')
        .map(([name, text]) => [name, text.replace(/\r\n?/g, '\n')]),
    ),
  );

/** A word of control in what staff write warns once (G3); a byte that could not be read is refused. */
export const earlyFault = (form: { readonly [name: string]: string }): Refusal | undefined => {
  for (const [field, text] of Object.entries(inputOf(form))) {
    if (String(text).includes('\uFFFD')) return refuse('field_encoding', { field });
    const word = form['sure'] === 'yes' ? null : findControlWord(String(text));
    if (word !== null) return refuse('control_word', { field, word });
  }
  return undefined;
};

export const SURE = words('desk/staff-entity/form.SURE', { 'zh-CN': '确实要这样写', en: 'It is meant as it is written' });

interface StepFormProps<State> {
  readonly verb: StaffVerb<State>;
  readonly action: string;
  /** How many events the page knows; absent where nothing is there yet. */
  readonly expected?: number;
  /** Random, of a form that begins something: sent twice, it begins one. */
  readonly token?: string;
  readonly around: FormAround;
}

/** The form of one step. */
export const StepForm = <State,>({ verb, action, expected, token, around }: StepFormProps<State>) => {
  const { lang, csrf, tried, words } = around;
  const own = tried?.command === verb.name ? tried : undefined;
  const state = {
    lang,
    id: verb.name,
    typed: own?.typed ?? around.startsWith?.(verb.name) ?? {},
    ...(own ? { refusal: own.refusal } : {}),
  };
  return (
    <form method="post" action={href(lang, action)} {...(takesFiles(verb) ? { enctype: 'multipart/form-data' } : {})}>
      <input type="hidden" name="csrf" value={csrf} />
      {expected !== undefined && <input type="hidden" name="expected" value={expected} />}
      {token !== undefined && <input type="hidden" name="token" value={token} />}
      {Object.values(verb.fields).some((spec) => spec.kind === 'site') && <SentByEnter name="command" value={verb.name} />}
      <FormFields fields={fieldsOf(verb, around)} form={state} />
      {takesFiles(verb) && (
        <PhotoField id={`${verb.name}-files`} lang={lang} fault={own?.refusal.data?.['field'] === 'files' ? own.refusal : undefined} />
      )}
      {own?.refusal.refused === 'control_word' && (
        <label class="choice">
          <input type="checkbox" name="sure" value="yes" />
          {SURE[lang]}
        </label>
      )}
      <p>
        <button class="btn" name="command" value={verb.name}>
          {named(words.steps, verb.name, lang)}
        </button>
      </p>
    </form>
  );
};

/** What was refused, once at the top. */
export const Refused = <State,>({ verb, around }: { readonly verb: StaffVerb<State> | undefined; readonly around: FormAround }) => {
  const { tried, lang } = around;
  return tried ? (
    <FaultSummary
      refusal={tried.refusal}
      form={{ lang, id: tried.command, typed: tried.typed, refusal: tried.refusal }}
      fields={verb ? fieldsOf(verb, around) : []}
    />
  ) : null;
};
