import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const url = z.string().regex(/^https?:\/\/[^\s]+$/);
/** One line of text: it goes into headers. */
const line = z
  .string()
  .min(1)
  .max(200)
  // A control character, of which a line end is one, could begin another header.
  .regex(/^\P{Cc}+$/u);
const headers = z.record(z.string().regex(/^[\w-]+$/), line);

const Mail = z.strictObject({
  host: line,
  port: z.int().min(1).max(65_535),
  /** `implicit` from the first byte, `starttls` or nothing is sent, `none` for a server on the same machine. */
  tls: z.enum(['implicit', 'starttls', 'none']).default('starttls'),
  user: line.optional(),
  password: line.optional(),
  from: z.string().regex(/^[\w.+-]+@[\w.-]+$/),
});
const Config = z.strictObject({
  /** Names the place in every message. */
  place: z.strictObject({ 'zh-CN': line, en: line }),
  /** Where filers look with their code. */
  portal: url,
  host: line.default('127.0.0.1'),
  port: z.int().min(0).max(65_535),
  /** The relay's own folder: its key and its counts. */
  folder: line,
  /** Shared with the server: 32 bytes in hex. */
  tokenFile: line,
  mail: Mail.optional(),
  sms: z.strictObject({ url, headers: headers.default({}) }).optional(),
  webhook: z.strictObject({ url, secret: z.string().min(32) }).optional(),
});

/** How a relay is set up; `token` is read from its file. */
export type RelayConfig = z.output<typeof Config> & { readonly token: Buffer };

/** The token that server and relay share. Throws when it is not 32 bytes in hex. */
export const readToken = (path: string): Buffer => {
  const text = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error('the token file must hold 32 bytes in hex: openssl rand -hex 32');
  return Buffer.from(text, 'hex');
};

/** Reads a configuration; paths in it are relative to the file. Gives what is wrong with it as lines. */
export const readRelayConfig = (path: string): RelayConfig | readonly string[] => {
  const parsed = Config.safeParse(parse(readFileSync(path, 'utf8')));
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const near = (name: string): string => resolve(dirname(path), name);
  return { ...parsed.data, folder: near(parsed.data.folder), token: readToken(near(parsed.data.tokenFile)) };
};
