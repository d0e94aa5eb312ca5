/// <reference lib="dom" />
import { useEffect, useState } from 'preact/hooks';
import { PHOTO_TYPES } from '../desk/form-fields.tsx';
import { photo, type Draft } from './store.ts';
import { photosMax } from './use-draft.ts';
import { words as spoken } from './words.ts';

interface PictureProps {
  /** What it is a picture of: with another one it is read anew. */
  readonly of: string;
  readonly bytes: () => Promise<Uint8Array | undefined>;
  readonly alt: string;
}

/** Bytes that lie on this phone, as a picture; words where they are gone. */
export const Picture = ({ of, bytes: read, alt }: PictureProps) => {
  const [url, setUrl] = useState('');
  useEffect(() => {
    let made = '';
    const show = async (): Promise<void> => {
      const bytes = await read();
      made = bytes ? URL.createObjectURL(new Blob([bytes as BlobPart], { type: 'image/jpeg' })) : '';
      setUrl(made);
    };
    void show();
    return () => URL.revokeObjectURL(made);
  }, [of]);
  return url === '' ? <span>{alt}</span> : <img class="thumb" src={url} alt={alt} />;
};

/** A photo that lies on this phone, as a picture. */
const Thumb = ({ id, name, alt }: { readonly id: string; readonly name: string; readonly alt: string }) => (
  <Picture of={`${id} ${name}`} bytes={() => photo(id, name)} alt={alt} />
);

interface PhotosProps {
  readonly draft: Draft;
  /** The question that they answer. */
  readonly of: string;
  readonly label: string;
  readonly busy: boolean;
  readonly onOpen: () => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onRemove: (name: string) => void;
}

/** The photos of an answer on this phone, and the camera for more. */
export const Photos = ({ draft, of, label, busy, onOpen, onFiles, onRemove }: PhotosProps) => {
  const words = spoken();
  const own = draft.photos[of] ?? [];
  return (
    <div>
      {draft.waiting === of && !busy && (
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
      {own.length < photosMax(draft) && (
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
