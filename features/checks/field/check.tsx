/// <reference lib="dom" />
import { useEffect, useState } from 'preact/hooks';
import { questionsOf, type Form } from '../../../kernel/form/form.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { FormFields } from '../desk/form-fields.tsx';
import type { Along } from '../domain/along.ts';
import { faultsOf, judge, type Faults } from '../domain/filled.ts';
import { alsoMet, answersOf, NOTE, unsentOf } from './finish.ts';
import { Photos } from './photos.tsx';
import { TypedDelete } from './typed-delete.tsx';
import { draftNow, dropDraft, finishDraft } from './draft-store.ts';
import { photo, type Draft } from './store.ts';
import { useDraft, whyNotKept } from './use-draft.ts';
import { words as spoken, type FieldLang } from './words.ts';

interface CheckProps {
  readonly along: Along;
  readonly begun: Draft;
  /** How far the server's clock was ahead of this phone's. */
  readonly ahead: number;
  readonly lang: FieldLang;
  /** Leaves the form: with what is to be sent, or without. */
  readonly onLeave: (sent: boolean) => void;
}

const NONE: Faults = { missing: [], wrong: [] };

/** What is to be filled in or put right, with the way to each. */
const ToFix = ({ form, faults, lang }: { readonly form: Form | null; readonly faults: Faults; readonly lang: FieldLang }) => {
  const words = spoken();
  const all = faults.missing.map(({ key }) => key).concat(faults.wrong.map(({ key }) => key));
  const keys = all.filter((key, i) => all.indexOf(key) === i);
  const labels: { [key: string]: string } = {};
  if (form) for (const { key, item } of questionsOf(form)) labels[key] = inLang(item.label, lang);
  const goTo = (key: string): void => {
    const field = document.getElementById(`q-${key}`);
    field?.scrollIntoView();
    field?.querySelector<HTMLElement>('input,textarea')?.focus();
  };
  return keys.length === 0 ? null : (
    <div class="note" role="alert" tabIndex={-1} id="faults">
      <p>{words.fix(keys.length)}</p>
      <ul>
        {keys.map((key) => (
          <li>
            <button type="button" class="link" onClick={() => goTo(key)}>
              {labels[key] ?? words.noForm}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};

/** What is missing or wrong in a draft; of words without a form, that there are none. */
const faultsIn = (form: Form | null, it: Draft): Faults =>
  form === null && (it.sent[NOTE] ?? '').trim() === ''
    ? { missing: [{ key: 'note', what: 'words' }], wrong: [] }
    : faultsOf(form, answersOf(form, it));

const sizesOf = async (it: Draft): Promise<{ readonly [name: string]: number }> => {
  const sizes: { [name: string]: number } = {};
  for (const key of Object.keys(it.photos)) for (const name of it.photos[key] ?? []) sizes[name] = (await photo(it.id, name))?.length ?? 1;
  return sizes;
};

/** One check: every answer is on the disk of the phone before the next. */
export const Check = ({ along, begun, ahead, lang, onLeave }: CheckProps) => {
  const words = spoken();
  const hand = useDraft(begun);
  const { draft, said, busy } = hand;
  const [faults, setFaults] = useState(NONE);
  const [isAsked, setIsAsked] = useState(false);
  const form: Form | null = (draft.form === null ? undefined : along.forms[draft.form]) ?? null;
  const isLacking = draft.form !== null && form === null;

  const onInput = ({ target }: Event): void => {
    setIsAsked(false);
    if (target instanceof HTMLTextAreaElement) hand.answer(target.name, target.value);
    if (!(target instanceof HTMLInputElement) || target.type === 'file') return;
    hand.answer(target.name, target.type === 'checkbox' && !target.checked ? null : target.value);
  };
  const finish = async (): Promise<void> => {
    await hand.written();
    try {
      await finishAs(await draftNow(draft));
    } catch (error) {
      hand.say(whyNotKept(error));
    }
  };
  const finishAs = async (it: Draft): Promise<void> => {
    hand.show(it);
    const found = faultsIn(form, it);
    setFaults(found);
    if (found.missing.length + found.wrong.length > 0) return void setTimeout(() => document.getElementById('faults')?.focus(), 0);
    const lacking = judge(form, answersOf(form, it)).missing.length;
    if (lacking > 0 && !isAsked) {
      setIsAsked(true);
      return hand.say(words.photosLack(lacking));
    }
    const time = Date.now();
    await finishDraft(it, await unsentOf(it, form, alsoMet(along, it, time + ahead), await sizesOf(it), time));
    onLeave(true);
  };

  useEffect(() => {
    if (begun.waiting !== null) document.getElementById(`q-${begun.waiting}`)?.scrollIntoView();
  }, [begun.waiting]);

  const also = alsoMet(along, draft, Date.now() + ahead);
  return (
    <>
      <p>
        <a href="#">{words.back}</a>
      </p>
      <h1>{draft.title}</h1>
      <p class="small">{words.saved}</p>
      {isLacking && <p class="note">{words.noFormHere}</p>}
      {also.length > 0 && <p class="small">{words.alsoFor(also.map(({ label }) => inLang(label, lang)).join(' · '))}</p>}
      <ToFix form={form} faults={faults} lang={lang} />
      {!isLacking && (
        <form onInput={onInput} onSubmit={(event) => event.preventDefault()}>
          {form ? (
            <FormFields
              drawn={{
                form,
                sent: draft.sent,
                faults,
                lang,
                photos: (question, label) => (
                  <Photos
                    draft={draft}
                    of={question.key}
                    label={label}
                    busy={busy === question.key}
                    // Written before the camera opens: some phones end the page while it is open.
                    onOpen={() => hand.openCamera(question.key)}
                    onFiles={(files) => void hand.takePhotos(question.key, files)}
                    onRemove={(name) => hand.removePhoto(question.key, name)}
                  />
                ),
              }}
            />
          ) : (
            <label id="q-note">
              {words.noForm}
              <textarea name={NOTE} value={draft.sent[NOTE] ?? ''} />
            </label>
          )}
          {said !== '' && (
            <p class="note" role="alert">
              {said}
            </p>
          )}
          <p>
            <button type="button" class="btn" disabled={busy !== ''} onClick={() => void finish()}>
              {words.finish}
            </button>
          </p>
        </form>
      )}
      <TypedDelete
        label={words.giveUpDraft}
        onDelete={async () => {
          await dropDraft(draft);
          onLeave(false);
        }}
      />
    </>
  );
};
