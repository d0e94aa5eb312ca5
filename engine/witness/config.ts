import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ED25519_NOTE, isKeyName, parseVkey, type VerifierKey } from '../../kernel/log/vkey.ts';
import { hashing } from '../keys/hashing.ts';

const line = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}+$/u);

const Config = z.strictObject({
  /** The name of its key, without scheme: `witness.example.org/1`. */
  name: line.refine(isKeyName, 'has no space and no plus'),
  /** What people call it. */
  names: z.strictObject({ 'zh-CN': line, en: line }),
  host: line.default('127.0.0.1'),
  port: z.int().min(0).max(65_535),
  /** Both are made at the first start, and belong together from then on. */
  keyFile: line,
  folder: line,
  /** Verifier keys of the logs that it cosigns, as `/log/policy` of each names them. */
  logs: z.array(line).max(1000),
});

/** How a witness is set up; `logs` read. */
export type WitnessConfig = Omit<z.output<typeof Config>, 'logs'> & { readonly logs: readonly VerifierKey[] };

/** Reads a configuration; paths in it are relative to the file. Gives what is wrong with it as lines. */
export const readWitnessConfig = (path: string): WitnessConfig | readonly string[] => {
  const parsed = Config.safeParse(parse(readFileSync(path, 'utf8')));
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const { logs, ...rest } = parsed.data;
  const keys = logs.map((text) => parseVkey(hashing, text));
  const wrong = keys.flatMap((key, i) => (key?.type === ED25519_NOTE ? [] : [`logs.${i}: not a verifier key of a log`]));
  if (wrong.length > 0) return wrong;
  const near = (name: string): string => resolve(dirname(path), name);
  return { ...rest, keyFile: near(rest.keyFile), folder: near(rest.folder), logs: keys.filter((key) => key !== undefined) };
};
