import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { isKeyName } from '../../kernel/log/vkey.ts';

const line = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}+$/u);

const Config = z.strictObject({
  /** The name of the log, as `/log` shows it. It signs for no other. */
  origin: line.refine(isKeyName, 'has no space and no plus'),
  /** Where the server asks; made with 0660, so that a group of its own and nobody else reaches it. */
  socket: line,
  /** Where the key and the heads file lie, and nowhere else. */
  folder: line,
  jurisdiction: z.int().min(1).default(1),
});

/** How a signer is set up. */
export type SignerConfig = z.output<typeof Config>;

/** Reads a configuration; paths in it are relative to the file. Gives what is wrong with it as lines. */
export const readSignerConfig = (path: string): SignerConfig | readonly string[] => {
  const parsed = Config.safeParse(parse(readFileSync(path, 'utf8')));
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const near = (name: string): string => resolve(dirname(path), name);
  return { ...parsed.data, socket: near(parsed.data.socket), folder: near(parsed.data.folder) };
};
