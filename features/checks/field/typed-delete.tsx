/// <reference lib="dom" />
import { useState } from 'preact/hooks';
import { words as spoken } from './words.ts';

interface TypedDeleteProps {
  readonly label: string;
  readonly onDelete: () => Promise<void>;
}

/** Unsent work is given up by a typed word, never by a tap. */
export const TypedDelete = ({ label, onDelete }: TypedDeleteProps) => {
  const words = spoken();
  const [typed, setTyped] = useState('');
  return (
    <details>
      <summary>{label}</summary>
      <label>
        {words.typeWord(words.word)}
        <input type="text" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
      </label>
      <button type="button" class="btn" disabled={typed.trim() !== words.word} onClick={() => void onDelete()}>
        {label}
      </button>
    </details>
  );
};
