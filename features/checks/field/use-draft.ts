/// <reference lib="dom" />
import { useRef, useState } from 'preact/hooks';
import { FORM_PHOTOS_MAX } from '../../../kernel/form/evaluate.ts';
import { LOOK_PHOTOS_MAX } from '../domain/look.ts';
import { toPhoto } from './photo.ts';
import { sha256 } from './sha256.ts';
import { INTAKE } from '../domain/manifest.ts';
import { changeDraft, Elsewhere } from './draft-store.ts';
import { isFull, type Draft } from './store.ts';
import { words as spoken } from './words.ts';

/** A draft on the screen that is the one on the disk. */
export interface DraftInHand {
  readonly draft: Draft;
  /** Shows the draft as it lies on the phone. */
  readonly show: (draft: Draft) => void;
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
export const whyNotKept = (error: unknown): string =>
  isFull(error) ? spoken().full : error instanceof Elsewhere ? spoken().elsewhere : spoken().storeFault;

const answered =
  (name: string, value: string | null) =>
  (it: Draft): Draft => {
    const { [name]: _old, ...rest } = it.sent;
    return { ...it, sent: value === null ? rest : { ...rest, [name]: value } };
  };
const photosAt = (it: Draft, key: string): readonly string[] => it.photos[key] ?? [];
const without =
  (key: string, name: string) =>
  (it: Draft): Draft => ({ ...it, photos: { ...it.photos, [key]: photosAt(it, key).filter((one) => one !== name) } });
/** Most photos of an answer. */
export const photosMax = ({ look }: Draft): number => (look ? LOOK_PHOTOS_MAX : FORM_PHOTOS_MAX);

/** What is said where an answer, or the record, has as many photos as it may; empty where there is room. */
const roomFault = (it: Draft, key: string): string => {
  const all = Object.keys(it.photos).reduce((sum, one) => sum + photosAt(it, one).length, 0);
  if (all >= INTAKE.photos) return spoken().tooMany(INTAKE.photos);
  return photosAt(it, key).length >= photosMax(it) ? spoken().tooMany(photosMax(it)) : '';
};

/** Thrown where an answer has as many photos as it may: another window may have added some. */
class NoRoom extends Error {}

const withPhoto =
  (key: string, name: string) =>
  (it: Draft): Draft => {
    const rest = without(key, name)(it);
    const fault = roomFault(rest, key);
    if (fault !== '') throw new NoRoom(fault);
    return { ...rest, waiting: null, photos: { ...rest.photos, [key]: photosAt(rest, key).concat([name]) } };
  };

/** Keeps a draft: every answer is written before the next, photos one at a time. */
export const useDraft = (begun: Draft): DraftInHand => {
  const [draft, setDraft] = useState(begun);
  const [said, say] = useState('');
  const [busy, setBusy] = useState('');
  const now = useRef(draft);
  // Writes go one after the other, so that the last answer is the last that is written.
  const writing = useRef(Promise.resolve());

  const show = (next: Draft): void => {
    now.current = next;
    setDraft(next);
  };
  const queue = (save: () => Promise<void>): Promise<void> => {
    const write = async (before: Promise<void>): Promise<void> => {
      await before.catch(() => undefined); // said where it was asked for
      await save();
    };
    writing.current = write(writing.current);
    return writing.current;
  };
  /** Changes what is shown at once, and what lies on the phone in its turn: there the change alone, beside what another window has written. */
  const change = async (how: (it: Draft) => Draft): Promise<void> => {
    show(how(now.current));
    try {
      await queue(() => changeDraft(begun, how));
      say('');
    } catch (error) {
      say(whyNotKept(error));
    }
  };
  const takeOne = async (key: string, file: File): Promise<void> => {
    const bytes = await toPhoto(file);
    const name = await sha256(bytes);
    if (photosAt(now.current, key).indexOf(name) >= 0) return;
    const withIt = withPhoto(key, name);
    show(withIt(now.current));
    try {
      await queue(() => changeDraft(begun, withIt, { sha256: name, bytes }));
    } catch (error) {
      show(without(key, name)(now.current));
      throw error;
    }
  };
  const takePhotos = async (key: string, files: readonly File[]): Promise<void> => {
    setBusy(key);
    let fault = '';
    for (const file of files) {
      fault = roomFault(now.current, key);
      if (fault !== '') break;
      try {
        await takeOne(key, file);
      } catch (error) {
        fault =
          error instanceof NoRoom ? error.message : isFull(error) || error instanceof Elsewhere ? whyNotKept(error) : spoken().badPhoto;
      }
    }
    setBusy('');
    await change((it) => ({ ...it, waiting: null }));
    if (fault !== '') say(fault);
  };
  return {
    draft,
    show,
    said,
    say,
    busy,
    answer: (name, value) => void change(answered(name, value)),
    openCamera: (key) => void change((it) => ({ ...it, waiting: key })),
    takePhotos,
    removePhoto: (key, name) => void change(without(key, name)),
    written: () => writing.current.catch(() => undefined), // said already
  };
};
