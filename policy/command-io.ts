import { readFileSync } from 'node:fs';

/** What a command may touch: two streams of lines and the files it is given. */
export interface CommandIo {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Undefined when there is no such file, or it cannot be read; the file system where it is left out. */
  readonly read?: (path: string) => string | undefined;
}

/** A file as text, or undefined. */
export const readText = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/** 0: as asked. 1: the answer is no. 2: the question could not be understood. */
export type ExitCode = 0 | 1 | 2;

/** Options as `--name value` or `--name`, and the rest in order; undefined for an option nobody knows or without its value. */
export const readArguments = (
  args: readonly string[],
  flags: readonly string[],
  values: readonly string[],
): { readonly words: readonly string[]; readonly flags: ReadonlySet<string>; readonly values: ReadonlyMap<string, string> } | undefined => {
  const words: string[] = [];
  const found = new Set<string>();
  const given = new Map<string, string>();
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    const next = args[i + 1];
    if (flags.includes(arg)) found.add(arg);
    else if (values.includes(arg) && next !== undefined) {
      given.set(arg, next);
      i += 1;
    } else if (arg.startsWith('--')) return undefined;
    else words.push(arg);
  }
  return { words, flags: found, values: given };
};
