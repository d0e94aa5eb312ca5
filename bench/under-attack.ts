// What honest visitors feel of somebody who attacks: `/healthz` beside each attack, in turn with nothing, in one run.
//   ./huiyin up --demo --port 8080   in one terminal, then   node bench/under-attack.ts http://127.0.0.1:8080
import { randomBytes } from 'node:crypto';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

const origin = process.argv[2] ?? 'http://127.0.0.1:8080';
const ROUNDS = 4;
const LEAST_MS = 4000;

const agent = new Agent({ keepAlive: true, maxSockets: 400 });

/** Sends one request; its status, or 0 where none came. */
const send = (
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: Buffer | string } = {},
): Promise<{ readonly status: number; readonly text: string }> =>
  new Promise((resolve) => {
    const sent = request(new URL(path, origin), { method, headers, agent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      answer.on('error', () => resolve({ status: 0, text: '' }));
    });
    sent.on('error', () => resolve({ status: 0, text: '' }));
    sent.end(body);
  });
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  send(path, { method: 'POST', headers: { ...FORM, ...headers }, body: new URLSearchParams(fields).toString() });
const json = (path: string, body: object) =>
  send(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomBytes(16).toString('hex') },
    body: JSON.stringify(body),
  });

const times = <T>(count: number, work: (i: number) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => work(i)));
/** So many, a few at a time. */
const many = async (count: number, atOnce: number, work: (i: number) => Promise<unknown>): Promise<void> => {
  let next = 0;
  await times(atOnce, async () => {
    while (next < count) {
      const i = next;
      next += 1;
      await work(i);
    }
  });
};

const marks = `a${'\u0300'.repeat(60_000)}${'\u0316'.repeat(60_000)}`;
const file = async (): Promise<string> =>
  JSON.parse((await json('/api/v1/matters', { kind: 'grievance', subject: '灯', body: '不亮。' })).text).code;

const multipart = (fields: Record<string, string>, name: string, bytes: Buffer): { type: string; body: Buffer } => {
  const boundary = randomBytes(12).toString('hex');
  const parts = Object.entries(fields).map(
    ([field, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  );
  const head = `${parts.join('')}--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\n`;
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
};

const flat = (width: number, height: number, progressive: boolean) =>
  sharp({ create: { width, height, channels: 3, background: '#357' } })
    .jpeg({ progressive })
    .toBuffer();
const [large, progressive] = [await flat(7000, 7000, false), await flat(4000, 4000, true)];

/** The code of a matter with as many steps as a filer can take. */
const long = await file();
for (let i = 0; i < 50; i += 1) await json('/api/v1/receipt/steps', { code: long, command: 'add_files', words: `第${i}次。` });
// There is nothing to prove before the next tick.
const until = performance.now() + 300_000;
while (!(await post('/follow/bundle', { code: long })).text.startsWith('{')) {
  if (performance.now() > until) throw new Error('the matter is not in the log after five minutes');
  await new Promise((resolve) => setTimeout(resolve, 1000));
}

const ATTACKS: Readonly<Record<string, () => Promise<unknown>>> = {
  'marks of 240 kB for a password (1)': () => times(5, () => post('/desk/sign-in', { staff: 'a', code: '1', password: marks })),
  'marks of 240 kB for a word (1)': () => times(5, () => post('/lost', { number: 'AAAAAAAA', word: marks })),
  'marks of 240 kB by the API (1)': () => times(5, () => json('/api/v1/staff/session', { staff: 'a', code: '1', password: marks })),
  '300 sign-ins, 150 at once (5)': () =>
    many(300, 150, (i) => post('/desk/sign-in', { staff: `nobody.${i}`, code: '123456', password: 'a long password' })),
  '700 filings that ring (7)': () => many(700, 20, () => json('/api/v1/matters', { kind: 'grievance', subject: '灯', body: '不亮。' })),
  '20 proofs of a long matter (8)': () => times(20, () => post('/follow/bundle', { code: long })),
  '20 forms with pictures that lack words (9)': () =>
    times(20, () => {
      const { type, body } = multipart({ about: 'no', subject: 'x' }, 'a.jpg', large);
      return send('/file/submit', { method: 'POST', headers: { 'content-type': type }, body });
    }),
  '8 forms with pictures, progressive (9)': () =>
    times(8, () => {
      const { type, body } = multipart({ about: 'no', subject: 'x', body: 'y' }, 'a.jpg', progressive);
      return send('/file/submit', { method: 'POST', headers: { 'content-type': type }, body });
    }),
  'posters for 22 hosts (11)': () => times(22, (i) => send('/log/poster.pdf', { headers: { host: `h${i}.example` } })),
  '200 counter screens (13)': () => many(200, 20, () => post('/screen', {})),
  '70 wrong codes (6, 18)': () => many(70, 10, () => json('/api/v1/receipt', { code: '00000000000000000000 0' })),
};

// Attackers have machines of their own: here they take what the server and whoever asks how it is leave of this one. So has whoever asks,
// who waits for no processor but the server's; only root may say so, and without it the figures are those of a visitor on a busy machine.
const probe = fork(join(import.meta.dirname, 'probe.ts'), [origin]);
if (process.getuid?.() === 0 && probe.pid !== undefined) setPriority(probe.pid, -10);
setPriority(19);
const said = async (): Promise<readonly number[]> => ((await once(probe, 'message')) as [readonly number[]])[0];

/** How long `/healthz` takes while something goes on, in milliseconds. */
const feel = async (meanwhile: () => Promise<unknown>): Promise<readonly number[]> => {
  probe.send('start');
  await Promise.all([meanwhile().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, LEAST_MS))]);
  const took = said();
  probe.send('stop');
  return took;
};
const at = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

await feel(async () => undefined);
for (const [name, attack] of Object.entries(ATTACKS)) {
  const calm: number[] = [];
  const attacked: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    calm.push(...(await feel(async () => undefined)));
    attacked.push(...(await feel(attack)));
  }
  const [base, p99] = [at(calm, 0.99), at(attacked, 0.99)];
  const figures = `p50 ${at(calm, 0.5).toFixed(1)} and ${at(attacked, 0.5).toFixed(1)}, p99 ${base.toFixed(1)} and ${p99.toFixed(1)}`;
  process.stdout.write(`${name}: ${figures} ms, most ${Math.max(...attacked).toFixed(0)} ms; p99 ÷ baseline ${(p99 / base).toFixed(1)}\n`);
}
agent.destroy();
probe.disconnect();
