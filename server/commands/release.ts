import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { buildRelease, hashFile } from '../release/build.ts';
import { newReleaseKey, openSums, readReleaseKey } from '../release/sign.ts';
import type { Io } from './io.ts';

const ROOT = join(import.meta.dirname, '../..');

/** `huiyin release --to DIR [--key FILE]`: everything a machine without network needs, in one file, with its sums. */
export const releaseCommand = async (
  options: { readonly to: string; readonly key?: string; readonly level: string },
  io: Io,
): Promise<number> => {
  const level = Number(options.level);
  if (!(Number.isInteger(level) && level >= 1 && level <= 19)) return (io.err('level_invalid: --level takes 1 to 19'), 2);
  if (existsSync(join(ROOT, 'RELEASE.json'))) return (io.err('release_of_a_release: a release is built from a checkout'), 2);
  const key = options.key === undefined ? null : readReleaseKey(options.key);
  (io.note ?? io.err)('laying it out and packing it; a minute or several');
  const built = await buildRelease(ROOT, { to: options.to, level, key });
  io.facts?.({ ...built });
  io.out(`${built.file}\n${Math.round(built.bytes / 1_048_576)} MB, sha256 ${built.sha256}`);
  io.out(built.note === null ? 'not signed: give --key FILE (huiyin release new-key FILE)' : `signed in ${built.note}`);
  return 0;
};

/** `huiyin release new-key FILE`: the public part is printed, to be published where people find it without this server. */
export const newReleaseKeyCommand = (file: string, io: Io): number => {
  const vkey = newReleaseKey(file);
  io.facts?.({ vkey });
  io.out(vkey);
  return 0;
};

/** `huiyin release check FILE --vkey KEY`: 0 when the key has signed the sums and the file is the one they name; 1 when not. */
export const checkReleaseCommand = async (file: string, options: { readonly vkey: string }, io: Io): Promise<number> => {
  const note = join(dirname(file), 'SHA256SUMS.note');
  if (!existsSync(file) || !existsSync(note)) return (io.err(`release_missing: ${existsSync(file) ? note : file} is not there`), 2);
  const opened = openSums(readFileSync(note, 'utf8'), options.vkey);
  if (typeof opened === 'string')
    return (io.err(`${opened}: the sums beside ${file} are not signed by this key`), opened === 'key_invalid' ? 2 : 1);
  const wanted = opened.sums
    .split('\n')
    .map((line) => line.split('  '))
    .find(([, name]) => name === basename(file))?.[0];
  if (wanted !== (await hashFile(file))) return (io.err(`sums_differ: ${file} is not the file that was signed`), 1);
  io.facts?.({ sha256: wanted });
  io.out(`${basename(file)} is the file that was signed`);
  return 0;
};
