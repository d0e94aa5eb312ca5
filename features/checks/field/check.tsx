/// <reference lib="dom" />
import { useEffect, useRef, useState } from 'preact/hooks';
import { FORM_PHOTOS_MAX } from '../../../kernel/form/evaluate.ts';
import { questionsOf, type Form, type Question } from '../../../kernel/form/form.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { FormFields, PHOTO_TYPES } from '../desk/form-fields.tsx';
import type { Along } from '../domain/along.ts';
import { faultsOf, judge, type Faults } from '../domain/filled.ts';
import { alsoMet, answersOf, NOTE, unsentOf } from './finish.ts';
import { sha256, toPhoto } from './photo.ts';
import { TypedDelete } from './typed-delete.tsx';
import { finishDraft, forget, isFull, photo, saveDraft, savePhoto, type Draft } from './store.ts';
import { words as spoken, type FieldLang } from './words.ts';

/** A photo that lies on this phone, as a picture. */
const Thumb = ({ id, name, alt }: { readonly id: string; readonly name: string; readonly alt: string }) => {
  const [url, setUrl] = useState('');
  useEffect(() => {
    let made = '';
    void photo(id, name).then((bytes) => {
      made = bytes ? URL.createObjectURL(new Blob([bytes as BlobPart], { type: 'image/jpeg' })) : '';
      setUrl(made);
    });
    return () => URL.revokeObjectURL(made);
  }, [id, name]);
  return url === '' ? <span>{alt}</span> : <img class="thumb" src={url} alt={alt} />;
};

interface PhotosProps {
  readonly draft: Draft;
  readonly question: Question;
  readonly label: string;
  readonly lang: FieldLang;
  readonly busy: boolean;
  readonly onOpen: () => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onRemove: (name: string) => void;
}

const Photos = ({ draft, question, label, lang, busy, onOpen, onFiles, onRemove }: PhotosProps) => {
  const words = spoken();
  const own = draft.photos[question.key] ?? [];
  return (
    <div>
      {draft.waiting === question.key && !busy && (
        <p class="fault" id="camera">
          {words.cameraLost}
        </p>
      )}
      <p class="row">
        {own.map((name, i) => (
          <span>
            <Thumb id={draft.id} name={name} alt={words.photoOf(i + 1)} />{' '}
            <button type="button" class="btn plain" aria-label={`${words.remove} ${words.photoOf(i + 1)}`} onClick={() => onRemove(name)}>
              ×
            </button>
          </span>
        ))}
      </p>
      {own.length < FORM_PHOTOS_MAX && (
        <label class="small">
          {busy ? '…' : words.take}
          <input
            type="file"
            accept={PHOTO_TYPES}
            multiple
            disabled={busy}
            aria-label={`${label} ${words.take}`}
            onClick={onOpen}
            onChange={(event) => {
              const field = event.currentTarget;
              const files = Array.prototype.slice.call(field.files ?? []) as readonly File[]; // a list of them
              onFiles(files);
              field.value = '';
            }}
          />
        </label>
      )}
    </div>
  );
};

interface CheckProps {
  readonly along: Along;
  readonly begun: Draft;
  readonly lang: FieldLang;
  /** Leaves the form: with what is to be sent, or without. */
  readonly onLeave: (sent: boolean) => void;
}

const NONE: Faults = { missing: [], wrong: [] };

/** One check: every answer is on the disk of the phone before the next. */
export const Check = ({ along, begun, lang, onLeave }: CheckProps) => {
  const words = spoken();
  const [draft, setDraft] = useState(begun);
  const [faults, setFaults] = useState(NONE);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const form: Form | null = (draft.form === null ? undefined : along.forms[draft.form]) ?? null;
  const now = useRef(draft);
  // Writes go one after the other, so that the last answer is the last that is written.
  const writing = useRef(Promise.resolve());

  const write = (next: Draft, work: () => Promise<void>): Promise<void> => {
    now.current = next;
    setDraft(next);
    writing.current = writing.current.then(work).then(
      () => setSaid(''),
      (error: unknown) => setSaid(isFull(error) ? words.full : words.storeFault),
    );
    return writing.current;
  };
  const change = (next: Draft): Promise<void> => write(next, () => saveDraft(next));
  const answer = (name: string, value: string | null): void => {
    const { [name]: _old, ...rest } = now.current.sent;
    setIsAsked(false);
    void change({ ...now.current, sent: value === null ? rest : { ...rest, [name]: value } });
  };
  const onInput = (event: Event): void => {
    const { target } = event;
    if (target instanceof HTMLTextAreaElement) answer(target.name, target.value);
    if (!(target instanceof HTMLInputElement) || target.type === 'file') return;
    answer(target.name, target.type === 'checkbox' && !target.checked ? null : target.value);
  };

  const takeAll = async (key: string, files: readonly File[]): Promise<void> => {
    setBusy(key);
    for (const file of files) {
      const own = now.current.photos[key] ?? [];
      if (own.length >= FORM_PHOTOS_MAX) {
        setSaid(words.tooMany(FORM_PHOTOS_MAX));
        break;
      }
      try {
        const bytes = await toPhoto(file);
        const name = await sha256(bytes);
        if (own.indexOf(name) >= 0) continue;
        const before = now.current;
        const next = { ...before, waiting: null, photos: { ...before.photos, [key]: own.concat([name]) } };
        await savePhoto(next, name, bytes);
        now.current = next;
        setDraft(next);
        setSaid('');
      } catch (error) {
        setSaid(isFull(error) ? words.full : words.badPhoto);
      }
    }
    setBusy('');
    if (now.current.waiting !== null) await change({ ...now.current, waiting: null });
  };
  const remove = (key: string, name: string): void =>
    void change({
      ...now.current,
      photos: { ...now.current.photos, [key]: (now.current.photos[key] ?? []).filter((one) => one !== name) },
    });

  const finish = async (): Promise<void> => {
    await writing.current;
    const it = now.current;
    const answers = answersOf(form, it);
    const found =
      form === null && (it.sent[NOTE] ?? '').trim() === ''
        ? { missing: [{ key: 'note', what: 'words' as const }], wrong: [] }
        : faultsOf(form, answers);
    setFaults(found);
    if (found.missing.length + found.wrong.length > 0) {
      setTimeout(() => document.getElementById('faults')?.focus(), 0);
      return;
    }
    const lacking = judge(form, answers).missing.length;
    if (lacking > 0 && !isAsked) {
      setIsAsked(true);
      setSaid(words.photosLack(lacking));
      return;
    }
    const sizes: { [name: string]: number } = {};
    for (const key of Object.keys(it.photos))
      for (const name of it.photos[key] ?? []) sizes[name] = (await photo(it.id, name))?.length ?? 1;
    const time = Date.now();
    try {
      await finishDraft(it, await unsentOf(it, form, alsoMet(along, it, time), sizes, time));
      onLeave(true);
    } catch (error) {
      setSaid(isFull(error) ? words.full : words.storeFault);
    }
  };

  useEffect(() => {
    if (begun.waiting !== null) document.getElementById(`q-${begun.waiting}`)?.scrollIntoView();
  }, [begun.waiting]);

  const wrong = faults.missing.map(({ key }) => key).concat(faults.wrong.map(({ key }) => key));
  const keys = wrong.filter((key, i) => wrong.indexOf(key) === i);
  const labels: { [key: string]: string } = {};
  if (form) for (const { key, item } of questionsOf(form)) labels[key] = inLang(item.label, lang);
  const also = alsoMet(along, draft, Date.now());
  return (
    <>
      <p>
        <a href="#">{words.back}</a>
      </p>
      <h1>{draft.title}</h1>
      <p class="small">{words.saved}</p>
      {also.length > 0 && <p class="small">{words.alsoFor(also.map(({ label }) => inLang(label, lang)).join('、'))}</p>}
      {keys.length > 0 && (
        <div class="note" role="alert" tabIndex={-1} id="faults">
          <p>{words.fix(keys.length)}</p>
          <ul>
            {keys.map((key) => (
              <li>
                <button
                  type="button"
                  class="link"
                  onClick={() => {
                    const field = document.getElementById(`q-${key}`);
                    field?.scrollIntoView();
                    field?.querySelector<HTMLElement>('input,textarea')?.focus();
                  }}
                >
                  {labels[key] ?? words.noForm}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
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
                  question={question}
                  label={label}
                  lang={lang}
                  busy={busy === question.key}
                  // Written before the camera opens: some phones end the page while it is open.
                  onOpen={() => void change({ ...now.current, waiting: question.key })}
                  onFiles={(files) => void takeAll(question.key, files)}
                  onRemove={(name) => remove(question.key, name)}
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
      <TypedDelete label={words.giveUpDraft} onDelete={() => forget('drafts', draft.key, draft.id).then(() => onLeave(false))} />
    </>
  );
};
