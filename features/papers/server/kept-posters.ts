import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import type { PageReply } from '../../../portal/page.ts';
import type { Service } from '../../../engine/service.ts';
import type { Paper } from '../domain/paper.ts';
import { paperFile } from './paper-file.ts';

type File = PageReply & { readonly kind: 'file' };

interface Kept {
  readonly content: string;
  readonly file: Promise<File | Refusal>;
}

/** Which posters there are: each is kept once a language, and anybody may ask for it. */
export type PosterSlot = 'site' | 'newest' | 'printed';

const kept = new WeakMap<Service, Map<string, Kept>>();

/**
 * A poster as PDF, from memory. It is made anew only when what stands on it has changed, which no reader decides: its address is the
 * operator's, not the one that was asked for. Whoever asks while it is made waits for the same one.
 */
export const keptPoster = async (
  service: Service,
  slot: PosterSlot,
  paper: Paper,
  { name, address }: { readonly name: string; readonly address: string },
): Promise<File | Refusal> => {
  const own = kept.get(service) ?? new Map<string, Kept>();
  kept.set(service, own);
  const key = `${slot}/${paper.lang}`;
  const content = JSON.stringify([address, paper]);
  const known = own.get(key);
  if (known?.content === content) return known.file;
  const made: Kept = { content, file: paperFile([paper], { name, format: 'pdf', origin: address, line: 'poster' }) };
  own.set(key, made);
  const file = await made.file;
  if (isRefusal(file) && own.get(key) === made) own.delete(key);
  return file;
};
