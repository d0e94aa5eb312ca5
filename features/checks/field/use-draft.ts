/// <reference lib="dom" />
import { useRef, useState } from 'preact/hooks';
import { FORM_PHOTOS_MAX } from '../../../kernel/form/evaluate.ts';
import { sha256, toPhoto } from './photo.ts';
import { isFull, saveDraft, savePhoto, type Draft } from './store.ts';
import { words as spoken } from './words.ts';

/** A draft on the screen that is the one on the disk. */
export interface DraftInHand {
  readonly draft: Draft;
  /** The draft as it stands now, whatever is drawn. */
  readonly now: () => Draft;
  /** Why the last answer was not kept, or what else is to be said. */
  readonly said: string;
  readonly say: (text: string) => void;
  /** The question whose photos are being read. */
  readonly busy: string;
  readonly answer: (name: string, value: string | null) => void;
  readonly openCamera: (question: string) => void;
  readonly takePhotos: (question: string, files: readonly File[]) => Promise<void>;
  readonly removePhoto: (question: string, name: string) => void;
  /** Resolves when everything said so far is on the disk. */
  readonly written: () => Promise<void>;
}

/** What is said where something was not written. */
export const whyNotKept = (error: unknown): string => (isFull(error) ? spoken().full : spoken().storeFault);

/** Keeps a draft: every answer is written before the next, photos one at a time. */
export const useDraft = (begun: Draft): DraftInHand => {
  const [draft, setDraft] = useState(begun);
  const [said, say] = useState('');
  const [busy, setBusy] = useState('');
  const now = useRef(draft);
  // Writes go one after the other, so that the last answer is the last that is written.
  const writing = useRef(Promise.resolve());

  const put = (next: Draft): void => {
    now.current = next;
    setDraft(next);
  };
  /** Writes the draft as it stands when its turn comes; whatever was changed meanwhile is in it. */
  const queue = (save: () => Promise<void>): Promise<void> => {
    const write = async (before: Promise<void>): Promise<void> => {
      await before.catch(() => undefined); // said where it was asked for
      await save();
    };
    writing.current = write(writing.current);
    return writing.current;
  };
  const change = async (next: Draft): Promise<void> => {
    put(next);
    try {
      await queue(() => saveDraft(now.current));
      say('');
    } catch (error) {
      say(whyNotKept(error));
    }
  };
  const answer = (name: string, value: string | null): void => {
    const { [name]: _old, ...rest } = now.current.sent;
    void change({ ...now.current, sent: value === null ? rest : { ...rest, [name]: value } });
  };
  const without = (key: string, name: string): Draft => {
    const left = (now.current.photos[key] ?? []).filter((one) => one !== name);
    return { ...now.current, photos: { ...now.current.photos, [key]: left } };
  };
  const takeOne = async (key: string, file: File): Promise<void> => {
    const bytes = await toPhoto(file);
    const name = await sha256(bytes);
    const own = now.current.photos[key] ?? [];
    if (own.indexOf(name) >= 0) return;
    put({ ...now.current, waiting: null, photos: { ...now.current.photos, [key]: own.concat([name]) } });
    try {
      await queue(() => savePhoto(now.current, name, bytes));
    } catch (error) {
      put(without(key, name));
      throw error;
    }
  };
  const takePhotos = async (key: string, files: readonly File[]): Promise<void> => {
    setBusy(key);
    let fault = '';
    for (const file of files) {
      if ((now.current.photos[key] ?? []).length >= FORM_PHOTOS_MAX) {
        fault = spoken().tooMany(FORM_PHOTOS_MAX);
        break;
      }
      try {
        await takeOne(key, file);
      } catch (error) {
        fault = isFull(error) ? spoken().full : spoken().badPhoto;
      }
    }
    setBusy('');
    await change({ ...now.current, waiting: null });
    if (fault !== '') say(fault);
  };
  return {
    draft,
    now: () => now.current,
    said,
    say,
    busy,
    answer,
    openCamera: (key) => void change({ ...now.current, waiting: key }),
    takePhotos,
    removePhoto: (key, name) => void change(without(key, name)),
    written: () => writing.current.catch(() => undefined), // said already
  };
};
