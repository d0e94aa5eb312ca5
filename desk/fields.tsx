import { words } from '../kernel/language/words.ts';
import type { ComponentChildren } from 'preact';
import type { PlainDate } from '../kernel/calendar/plain-date.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { SitesAmong } from '../kernel/stream/fields.ts';
import type { Lang } from '../portal/page.ts';
import { WithTel } from '../portal/tel.tsx';
import { sentenceFor } from '../portal/refusal-sentences.ts';
import { ChooseSite } from './choose-site.tsx';

interface Common {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** One of which may be left empty says so in its label. */
  readonly optional?: boolean;
  /** Seldom needed: behind the others, folded until something is written there. */
  readonly folded?: boolean;
}

interface Option {
  readonly value: string;
  readonly text: string;
}

/** One field of a form at the desk. */
export type Field = Common &
  (
    | { readonly kind: 'line'; readonly complete?: string; readonly digits?: boolean }
    | { readonly kind: 'password'; readonly isNew?: boolean }
    | { readonly kind: 'text'; readonly short?: boolean }
    | { readonly kind: 'date'; readonly min?: PlainDate; readonly max?: PlainDate }
    /** A minute by the clocks of the place, as YYYY-MM-DDTHH:MM; `max`: the one it is now, which it starts with. */
    | { readonly kind: 'moment'; readonly max: string }
    | { readonly kind: 'select'; readonly options: readonly Option[] }
    /** All choices in sight; `first` is chosen where nothing was yet. */
    | { readonly kind: 'radio'; readonly options: readonly Option[]; readonly first?: string }
    | { readonly kind: 'check' }
    /** The number of a site, typed or chosen from a list; `back`: the page of the form. `known`: what the chosen one is called. */
    | { readonly kind: 'site'; readonly among: SitesAmong; readonly back: string; readonly known: readonly Option[] }
  );

interface FormState {
  readonly lang: Lang;
  /** Makes ids of several forms on one page differ. */
  readonly id: string;
  readonly typed: { readonly [name: string]: string };
  readonly refusal?: Refusal;
}

export const OPTIONAL = words('desk/fields.OPTIONAL', { 'zh-CN': '（可以不填）', en: ' (optional)' });
export const CHOOSE = words('desk/fields.CHOOSE', { 'zh-CN': '请选择', en: 'Please choose' });
export const MORE = words('desk/fields.MORE', { 'zh-CN': '还有更多要写', en: 'More to write' });
export const FAILED = words('desk/fields.FAILED', { 'zh-CN': '没有办成', en: 'That did not work' });

/** As a number is typed, with spaces. */
const SITE_MAX = 20;

const idOf = (form: FormState, name: string): string => `${form.id}-${name}`;

/** The field a refusal is about, when it is one of these. */
export const faultyField = (refusal: Refusal | undefined, fields: readonly Field[]): string | undefined =>
  fields.find((field) => field.name === refusal?.data?.['field'])?.name;

/** A refusal that knows what its field is called on this form. */
const labelled = (refusal: Refusal, fields: readonly Field[]): Refusal => {
  const label = fields.find((field) => field.name === refusal.data?.['field'])?.label;
  return label === undefined ? refusal : { ...refusal, data: { ...refusal.data, label } };
};

const Control = ({
  field,
  form,
  described,
}: {
  readonly field: Field;
  readonly form: FormState;
  readonly described: string | undefined;
}) => {
  const value = form.typed[field.name] ?? '';
  const isFaulty = form.refusal?.data?.['field'] === field.name;
  const common = {
    id: idOf(form, field.name),
    name: field.name,
    ...(described === undefined ? {} : { 'aria-describedby': described }),
    ...(isFaulty ? { 'aria-invalid': true } : {}),
  };
  switch (field.kind) {
    case 'line':
      return (
        <input
          {...common}
          type="text"
          value={value}
          autocomplete={field.complete ?? 'off'}
          {...(field.digits ? { inputMode: 'numeric' as const } : {})}
        />
      );
    case 'site': {
      const called = field.known.find((option) => option.value === value)?.text;
      return (
        <>
          {called !== undefined && (
            <p>
              <b>{called}</b>
            </p>
          )}
          <span class="row">
            <input {...common} type="text" value={value} autocomplete="off" maxLength={SITE_MAX} />
            <ChooseSite back={field.back} among={field.among} lang={form.lang} />
          </span>
        </>
      );
    }
    case 'password':
      return <input {...common} type="password" autocomplete={field.isNew ? 'new-password' : 'current-password'} />;
    case 'text':
      return (
        <textarea {...common} class={field.short ? 'short' : undefined}>
          {value}
        </textarea>
      );
    case 'date':
      return <input {...common} type="date" value={value} min={field.min} max={field.max} />;
    case 'moment':
      return (
        <input {...common} type="datetime-local" value={value === '' && field.optional !== true ? field.max : value} max={field.max} />
      );
    case 'check':
      return <input {...common} type="checkbox" value="yes" checked={value === 'yes'} />;
    case 'radio':
      return (
        <>
          {field.options.map((option, nth) => (
            <label class="choice">
              <input
                type="radio"
                name={field.name}
                value={option.value}
                checked={option.value === (value === '' ? field.first : value)}
                {...(nth === 0 ? { id: common.id } : {})}
                {...(isFaulty ? { 'aria-invalid': true } : {})}
              />
              {option.text}
            </label>
          ))}
        </>
      );
    case 'select':
      return (
        <select {...common}>
          <option value="" selected={value === ''}>
            {CHOOSE[form.lang]}
          </option>
          {field.options.map((option) => (
            <option value={option.value} selected={option.value === value}>
              {option.text}
            </option>
          ))}
        </select>
      );
  }
};

const OneField = ({ field, form }: { readonly field: Field; readonly form: FormState }) => {
  const id = idOf(form, field.name);
  const isFaulty = form.refusal?.data?.['field'] === field.name;
  const described = [isFaulty ? `${id}-why` : '', field.hint ? `${id}-hint` : ''].filter((it) => it !== '').join(' ') || undefined;
  const why = isFaulty && form.refusal && (
    <p class="why" id={`${id}-why`}>
      {sentenceFor(labelled(form.refusal, [field]), form.lang)}
    </p>
  );
  const hint = field.hint && (
    <p class="hint" id={`${id}-hint`}>
      <WithTel text={field.hint} />
    </p>
  );
  if (field.kind === 'radio')
    return (
      <fieldset class={isFaulty ? 'err' : undefined} {...(described === undefined ? {} : { 'aria-describedby': described })}>
        <legend>{field.label}</legend>
        {why}
        {hint}
        <Control field={field} form={form} described={described} />
      </fieldset>
    );
  if (field.kind === 'check')
    return (
      <div class={isFaulty ? 'err' : undefined}>
        <label class="choice">
          <Control field={field} form={form} described={described} />
          {field.label}
        </label>
        {why}
        {hint}
      </div>
    );
  return (
    <div class={isFaulty ? 'err' : undefined}>
      <label for={id}>
        {field.label}
        {field.optional && <span class="hint">{OPTIONAL[form.lang]}</span>}
      </label>
      {why}
      {hint}
      <Control field={field} form={form} described={described} />
    </div>
  );
};

const Folded = ({ fields, form }: { readonly fields: readonly Field[]; readonly form: FormState }) =>
  fields.length === 0 ? null : (
    <details open={fields.some((field) => (form.typed[field.name] ?? '') !== '' || form.refusal?.data?.['field'] === field.name)}>
      <summary>{MORE[form.lang]}</summary>
      {fields.map((field) => (
        <OneField field={field} form={form} />
      ))}
    </details>
  );

/** The fields of a form; what was typed stays, and the sentence about a wrong one stands at it. */
export const Fields = ({ fields, form }: { readonly fields: readonly Field[]; readonly form: FormState }) => (
  <>
    {fields
      .filter((field) => !field.folded)
      .map((field) => (
        <OneField field={field} form={form} />
      ))}
    <Folded fields={fields.filter((field) => field.folded)} form={form} />
  </>
);

/** What went wrong, once at the top of the page, with the way to the field. */
export const FaultSummary = ({
  refusal,
  form,
  fields,
  children,
}: {
  readonly refusal: Refusal;
  readonly form: FormState;
  readonly fields: readonly Field[];
  readonly children?: ComponentChildren;
}) => {
  const name = faultyField(refusal, fields);
  const sentence = sentenceFor(labelled(refusal, fields), form.lang);
  return (
    <div class="errors" role="alert">
      <h2>{FAILED[form.lang]}</h2>
      <p>{name === undefined ? sentence : <a href={`#${idOf(form, name)}`}>{sentence}</a>}</p>
      {children}
    </div>
  );
};
