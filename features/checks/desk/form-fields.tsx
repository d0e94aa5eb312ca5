import type { ComponentChildren } from 'preact';
import { inLang } from '../../../kernel/language/languages.ts';
import type { Json } from '../../../kernel/stream/event.ts';
import { FORM_WORDS } from '../../../kernel/form/form-words.ts';
import { canFail, questionsOf, wantsPhotos, type Form, type Item, type Question } from '../../../kernel/form/form.ts';
import type { Answer, Answers } from '../../../kernel/form/evaluate.ts';
import type { Lang } from '../../../portal/page.ts';
import type { Faults } from '../domain/filled.ts';
import { FORM_SAYS } from './form-says.ts';

/** Longest text of a field that is looked at, in UTF-16 units; what it may hold is the form's to say. */
const TYPED_MAX = 2000;

/** The name of a field of a question; keys hold letters, digits, `_`, `-` and `@`. */
const nameOf = (key: string, part: 'v' | 'w' | 'of' | 'p' = 'v'): string => `${part}.${key}`;

const numberIn = (text: string): Json => (/^-?\d{1,9}([.,]\d{1,6})?$/.test(text) ? Number(text.replace(',', '.')) : text);

/** Half a character is none: no document takes it. */
const HALF = /[\uD800-\uDFFF]/gu;
const trimmed = (sent: Sent, name: string): string => (sent[name] ?? '').trim().slice(0, TYPED_MAX).replace(HALF, '');

/** A form as it was sent, by the names of its fields. */
type Sent = { readonly [name: string]: string };

const valueIn = ({ key, item }: Question, sent: Sent): Json | undefined => {
  const typed = trimmed(sent, nameOf(key));
  switch (item.kind) {
    case 'some_of': {
      const chosen = item.options.map((it) => it.id).filter((id) => sent[`${nameOf(key)}.${id}`] === 'yes');
      return sent[`${nameOf(key)}.none`] === 'yes' || chosen.length > 0 ? chosen : undefined;
    }
    case 'count':
    case 'people':
    case 'measure':
      return typed === '' ? undefined : numberIn(typed);
    case 'certificates': {
      const of = trimmed(sent, nameOf(key, 'of'));
      return typed === '' && of === '' ? undefined : { valid: numberIn(typed), of: numberIn(of) };
    }
    case 'photo':
      return undefined;
    default:
      return typed === '' ? undefined : typed;
  }
};

/** One answer as the form was sent; undefined where nothing was said. What is no number is handed on as it is, and refused there. */
const answerIn = (question: Question, sent: Sent): Answer | undefined => {
  const value = valueIn(question, sent);
  const words = trimmed(sent, nameOf(question.key, 'w'));
  return value === undefined && words === ''
    ? undefined
    : { ...(value === undefined ? {} : { value }), ...(words === '' ? {} : { words }) };
};

/** The answers of a form as it was sent by a page. */
export const answersIn = (form: Form, sent: Sent): Answers =>
  Object.fromEntries(
    questionsOf(form).flatMap((question) => {
      const answer = answerIn(question, sent);
      return answer === undefined ? [] : [[question.key, answer] as const];
    }),
  );

interface Drawn {
  readonly form: Form;
  readonly sent: Sent;
  readonly faults: Faults;
  readonly lang: Lang;
  /** How photos of a question are taken and shown; absent: by a field of files. */
  readonly photos?: (question: Question, label: string) => ComponentChildren;
}

/** What cameras make, and what is read; HEIC is turned into JPEG by the phone where it is not named. */
export const PHOTO_TYPES = 'image/jpeg,image/png,image/webp';

const PhotoField = ({ question, label, drawn }: AnsweringProps) => (
  <label class="small">
    {FORM_WORDS.photo[drawn.lang]}
    <input
      type="file"
      name={nameOf(question.key, 'p')}
      accept={PHOTO_TYPES}
      multiple
      aria-label={`${label} ${FORM_WORDS.photo[drawn.lang]}`}
    />
  </label>
);

interface ChoiceProps {
  readonly name: string;
  readonly value: string;
  readonly text: string;
  readonly drawn: Drawn;
  readonly type?: 'radio' | 'checkbox';
}

const Choice = ({ name, value, text, drawn, type = 'radio' }: ChoiceProps) => (
  <label class="choice">
    <input type={type} name={name} value={value} checked={drawn.sent[name] === value} />
    {text}
  </label>
);

const boundsOf = (item: Item, lang: Lang): string => {
  if (item.kind !== 'count' && item.kind !== 'measure') return '';
  const unit = item.kind === 'measure' && item.unit !== '1' ? ` ${item.unit}` : '';
  const { min, max } = item.bounds ?? {};
  const said = (bound: number | undefined): string | null => (bound === undefined ? null : `${bound}${unit}`);
  return item.bounds === undefined ? unit.trim() : FORM_WORDS.inOrder(said(min), said(max))[lang];
};

const Numbers = ({ name, label, drawn }: { readonly name: string; readonly label: string; readonly drawn: Drawn }) => (
  <input type="text" inputMode="decimal" class="number" name={name} aria-label={label} value={drawn.sent[name] ?? ''} />
);

interface AnsweringProps {
  readonly question: Question;
  readonly label: string;
  readonly drawn: Drawn;
}

const Answering = ({ question: { key, item }, label, drawn }: AnsweringProps) => {
  const { lang, sent } = drawn;
  const name = nameOf(key);
  switch (item.kind) {
    case 'check':
      return (
        <div class="row">
          {(['pass', 'fail', ...(item.always ? [] : (['na'] as const))] as const).map((value) => (
            <Choice name={name} value={value} text={FORM_WORDS.answers[value][lang]} drawn={drawn} />
          ))}
        </div>
      );
    case 'one_of':
      return (
        <>
          {item.options.map((option) => (
            <Choice name={name} value={option.id} text={inLang(option.label, lang)} drawn={drawn} />
          ))}
        </>
      );
    case 'some_of':
      return (
        <>
          {item.options.map((option) => (
            <Choice name={`${name}.${option.id}`} value="yes" text={inLang(option.label, lang)} drawn={drawn} type="checkbox" />
          ))}
        </>
      );
    case 'certificates':
      return (
        <p class="row">
          <Numbers name={name} label={`${label} ${FORM_WORDS.valid[lang]}`} drawn={drawn} />
          <span>/</span>
          <Numbers name={nameOf(key, 'of')} label={`${label} ${FORM_WORDS.of[lang]}`} drawn={drawn} />
        </p>
      );
    case 'date':
      return <input type="date" name={name} aria-label={label} value={sent[name] ?? ''} />;
    case 'note':
      return (
        <textarea class="short" name={name} aria-label={label}>
          {sent[name] ?? ''}
        </textarea>
      );
    case 'photo':
      return null; // its photos are all of it
    default:
      return <Numbers name={name} label={label} drawn={drawn} />;
  }
};

/** What is wrong with an answer, in words. */
const faultsAt = (key: string, { missing, wrong }: Faults, lang: Lang): readonly string[] => {
  const words = FORM_SAYS[lang];
  return [
    ...missing.filter((it) => it.key === key).map((it) => (it.what === 'words' ? words.noWords : words.noAnswer)),
    ...wrong.filter((it) => it.key === key).map(() => words.notRight),
  ];
};

const Asked = ({ question, drawn }: { readonly question: Question; readonly drawn: Drawn }) => {
  const { key, item, point } = question;
  const { form, faults, lang, sent } = drawn;
  const words = FORM_SAYS[lang];
  const said = faultsAt(key, faults, lang);
  const label = `${inLang(item.label, lang)}${point ? ` · ${inLang(point.label, lang)}` : ''}`;
  const clause = item.clause === undefined ? undefined : form.clauses[item.clause];
  const hint = item.hint ? inLang(item.hint, lang) : boundsOf(item, lang);
  return (
    <fieldset id={`q-${key}`}>
      <legend>
        {label}
        {item.optional && words.optional}
      </legend>
      {hint !== '' && <p class="small">{hint}</p>}
      {said.length > 0 && <p class="fault">{said.join(' · ')}</p>}
      <Answering question={question} label={label} drawn={drawn} />
      {canFail(item) && (
        <label class="small">
          {FORM_WORDS.words[lang]}
          <input type="text" name={nameOf(key, 'w')} value={sent[nameOf(key, 'w')] ?? ''} />
        </label>
      )}
      {wantsPhotos(item) && (drawn.photos?.(question, label) ?? <PhotoField question={question} label={label} drawn={drawn} />)}
      {clause && (
        <p class="small">
          {words.clause}
          {inLang(clause, lang)}
        </p>
      )}
    </fieldset>
  );
};

/** The questions of a form as a page draws them, without a script: every question is in sight, what is not asked is left alone. */
export const FormFields = ({ drawn }: { readonly drawn: Drawn }) => (
  <>
    {drawn.form.groups.map((group) => (
      <section>
        <h2>{inLang(group.label, drawn.lang)}</h2>
        {group.lead && <p>{inLang(group.lead, drawn.lang)}</p>}
        {questionsOf({ ...drawn.form, groups: [group] }).map((question) => (
          <Asked question={question} drawn={drawn} />
        ))}
      </section>
    ))}
  </>
);

/** An answer in words. */
export const sayAnswer = (item: Item, value: Json | undefined, lang: Lang): string => {
  if (value === undefined) return '';
  const options = item.kind === 'one_of' || item.kind === 'some_of' ? item.options : [];
  const optionName = (id: Json): string => {
    const found = options.find((it) => it.id === id);
    return found ? inLang(found.label, lang) : String(id);
  };
  if (item.kind === 'check' && (value === 'pass' || value === 'fail' || value === 'na')) return FORM_WORDS.answers[value][lang];
  if (Array.isArray(value)) return value.map(optionName).join(', ') || '–';
  if (item.kind === 'one_of') return optionName(value);
  if (item.kind === 'certificates') {
    const { valid, of } = value as { readonly valid: Json; readonly of: Json }; // the form has looked at it
    return `${String(valid)} / ${String(of)}`;
  }
  return item.kind === 'measure' && item.unit !== '1' ? `${String(value)} ${item.unit}` : String(value);
};
