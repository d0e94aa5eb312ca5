/// <reference lib="dom" />
import { moment } from './today.tsx';
import { LOOK_WORDS } from './look-words.ts';
import { openSaved, saveToFile } from './rescue.ts';
import { forget, type Unsent } from './store.ts';
import { TypedDelete } from './typed-delete.tsx';
import { words as spoken, type FieldLang } from './words.ts';

interface UnsentProps {
  readonly unsent: readonly Unsent[];
  readonly zone: string;
  readonly lang: FieldLang;
  readonly onChanged: (said: string) => void;
}

/** What lies on this phone alone, and what became of each. */
export const UnsentList = ({ unsent, zone, lang, onChanged }: UnsentProps) => {
  const words = spoken();
  const openFile = (file: File | undefined): void => {
    if (!file) return;
    const take = async (): Promise<string> => {
      try {
        return words.fileTaken(await openSaved(await new Response(file).text()));
      } catch {
        return words.fileBad;
      }
    };
    void take().then(onChanged);
  };
  return (
    <>
      <p>
        <a href="#">{words.back}</a>
      </p>
      <h1>{words.unsentTitle}</h1>
      <p class="lead">{unsent.length === 0 ? words.noUnsent : words.unsentLead}</p>
      {unsent.map((it) => (
        <section>
          <h2>{it.title}</h2>
          <p class="small">{words.madeAt(moment(it.madeAt, zone, lang))}</p>
          {it.receipt && it.photos.length > 0 && (
            <p>{words.heldThere(it.receipt.photos.filter((one) => one.stored).length, it.photos.length)}</p>
          )}
          {it.lost.length > 0 && <p class="note">{it.to ? LOOK_WORDS[lang].photosLost(it.lost.length) : words.lost(it.lost.length)}</p>}
          {it.fault !== null && <p class="note">{it.fault}</p>}
          <TypedDelete
            label={words.giveUp}
            onDelete={async () => {
              await forget(it.id);
              onChanged('');
            }}
          />
        </section>
      ))}
      {unsent.length > 0 && (
        <p>
          <button type="button" class="btn plain" onClick={() => void saveToFile()}>
            {words.save}
          </button>{' '}
          <span class="small">{words.saveHint}</span>
        </p>
      )}
      <label class="small">
        {words.openFile}
        <input type="file" accept="application/json,.json" onChange={(event) => openFile((event.currentTarget.files ?? [])[0])} />
      </label>
    </>
  );
};
