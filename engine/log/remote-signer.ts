import { request } from 'node:http';
import { z } from 'zod';
import { toBase64 } from '../../kernel/canonical/base64.ts';
import { toHex } from '../../kernel/canonical/bytes.ts';
import type { HeadSigner } from './head-signer.ts';
import { LogBehind, LogFork, SignerAway } from './trouble.ts';

/** How long the other process may take; it writes one small file. */
const PATIENCE_MS = 10_000;
const ANSWER_BYTES_MAX = 65_536;
/** Somebody else may sign between asking for the last size and signing; a second time is enough under the row that `publish` holds. */
const TRIES = 2;

const Head = z.strictObject({ origin: z.string(), size: z.int().min(0), root: z.string().regex(/^[0-9a-f]{64}$/) });
const About = z.strictObject({ head: Head.nullable(), keys: z.array(z.string()) });
const Signed = z.strictObject({ note: z.string() });
const Refused = z.strictObject({ code: z.enum(['stale', 'smaller', 'fork', 'unknown', 'malformed']), why: z.string() });

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const ask = (socketPath: string, method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const away = (why: string): void => reject(new SignerAway(`the signer at ${socketPath}: ${why}`));
    const sent = request(
      { socketPath, method, path, timeout: PATIENCE_MS, headers: { 'content-type': 'application/json' } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => {
          text += piece;
          if (text.length > ANSWER_BYTES_MAX) response.destroy();
        });
        response.on('close', () => {
          try {
            resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) });
          } catch {
            away('its answer was cut off');
          }
        });
      },
    );
    sent.on('timeout', () => sent.destroy());
    sent.on('error', (error: NodeJS.ErrnoException) => away(error.code ?? 'gave no answer'));
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });

/** Has another process sign, over its Unix socket. What it refuses is thrown as if it had been refused here. */
export const remoteSigner = (socketPath: string): HeadSigner => {
  const about = async (origin: string): Promise<z.output<typeof About>> => {
    const { status, body } = await ask(socketPath, 'GET', `/about?origin=${encodeURIComponent(origin)}`);
    const parsed = About.safeParse(body);
    if (status !== 200 || !parsed.success) throw new SignerAway(`the signer at ${socketPath} answers something else`);
    return parsed.data;
  };
  return {
    head: async () => (await about('')).head ?? undefined,
    keys: async (origin) => (await about(origin)).keys,
    sign: async ({ origin, size, root, keys, proofFrom }) => {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const oldSize = (await about('')).head?.size ?? 0;
        const proof = oldSize > 0 && oldSize < size ? proofFrom(oldSize).map(toBase64) : [];
        const { status, body } = await ask(socketPath, 'POST', '/sign', { origin, size, root: toHex(root), oldSize, proof, keys });
        const signed = Signed.safeParse(body);
        if (status === 200 && signed.success) return signed.data.note;
        const refused = Refused.safeParse(body);
        if (!refused.success) throw new SignerAway(`the signer at ${socketPath} answers something else`);
        if (refused.data.code === 'fork') throw new LogFork(refused.data.why);
        if (refused.data.code === 'smaller') throw new LogBehind(refused.data.why);
        if (refused.data.code !== 'stale') throw new SignerAway(refused.data.why);
      }
      throw new SignerAway(`the signer at ${socketPath} has signed something else in between`);
    },
  };
};
