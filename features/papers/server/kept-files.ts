import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import type { PageReply } from '../../../portal/page.ts';
import type { Service } from '../../../engine/service.ts';
import type { Paper } from '../domain/paper.ts';
import type { PaperLine } from './lines.ts';
import { paperFile } from './paper-file.ts';

type File = PageReply & { readonly kind: 'file' };

interface Kept {
  readonly content: string;
  readonly file: Promise<File | Refusal>;
}

/** Most files that are kept: those that were asked for longest ago go. A table of an office weighs some 100 kB. */
const KEPT_MAX = 40;
const kept = new WeakMap<Service, Map<string, Kept>>();

/**
 * Sheets as PDF, from memory: what hangs on a wall, asked for again and again. Made anew only when what stands on them has changed; whoever asks
 * while they are made waits for the same ones. `slot` says which they are, one file a slot and language. Never for what holds words that
 * somebody filed: those lie in the clear nowhere, in memory neither (G9).
 */
export const keptFile = async (
  service: Service,
  slot: string,
  papers: readonly [Paper, ...Paper[]],
  { name, address, line }: { readonly name: string; readonly address: string; readonly line: PaperLine },
): Promise<File | Refusal> => {
  const own = kept.get(service) ?? new Map<string, Kept>();
  kept.set(service, own);
  const key = `${slot}/${papers[0].lang}`;
  const content = JSON.stringify([name, address, papers]);
  const known = own.get(key);
  const made: Kept =
    known?.content === content ? known : { content, file: paperFile(papers, { name, format: 'pdf', origin: address, line }) };
  // What was asked for last stands last.
  own.delete(key);
  own.set(key, made);
  for (const oldest of own.keys()) if (own.size > KEPT_MAX) own.delete(oldest);
  const file = await made.file;
  if (isRefusal(file) && own.get(key) === made) own.delete(key);
  return file;
};

/** Which posters there are: each is kept once a language, and anybody may ask for it. */
export type PosterSlot = 'site' | 'newest' | 'printed';

/** A poster as PDF. No reader decides what stands on it: its address is the operator's, not the one that was asked for. */
export const keptPoster = (
  service: Service,
  slot: PosterSlot,
  paper: Paper,
  given: { readonly name: string; readonly address: string },
): Promise<File | Refusal> => keptFile(service, `poster ${slot}`, [paper], { ...given, line: 'poster' });
