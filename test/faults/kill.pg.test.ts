import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { postMatter, runCommand, startServer, type ServerProcess } from '../support/server-process.ts';
import { testFolder } from '../support/folder.ts';

const KILLS = 30;
const CLIENTS = 16;

const folder = testFolder('kill');
const data = join(folder, 'data');
let server: ServerProcess | undefined;

afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Filing {
  readonly key: string;
  code?: string;
  number?: string;
}

const filings: Filing[] = [];

/** Files without pause until the answers stop coming. */
const load = async (url: string): Promise<void> => {
  const client = async (): Promise<void> => {
    for (;;) {
      const filing: Filing = { key: `kill-test-${filings.length}` };
      filings.push(filing);
      const answer = await postMatter(url, filing.key, { subject: `第${filings.length}件`, body: '说明'.repeat(50) });
      if (!answer || answer.status !== 201) return;
      filing.code = answer.body.code;
      filing.number = answer.body.number;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
};

const inBatches = async <T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> => {
  for (let from = 0; from < all.length; from += CLIENTS) await Promise.all(all.slice(from, from + CLIENTS).map(work));
};

describe('what was acknowledged survives kill -9 of server and database', () => {
  it(`at ${KILLS} random points under load: none lost, none doubled`, { timeout: 1_800_000 }, async () => {
    server = undefined;
    const set = await runCommand(['admin', 'set-up', join(import.meta.dirname, '../support/set-up.yaml'), '--data', data]);
    expect(set.code, set.err).toBe(0);
    for (let kill = 0; kill < KILLS; kill += 1) {
      server = await startServer(data, ['--tick', '0.2']);
      const loading = load(server.url);
      await sleep(100 + Math.random() * 500);
      await server.killAll();
      await loading;
    }
    server = await startServer(data, ['--tick', '0.2']);
    const { url } = server;
    const acknowledged = filings.filter((filing) => filing.code !== undefined);
    const lost: string[] = [];
    await inBatches(acknowledged, async (filing) => {
      const ask = () =>
        fetch(`${url}/api/v1/receipt`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ code: filing.code }),
        });
      let response = await ask();
      // "Try again" is an answer of a machine that is busy with other tests; "no such code" would be a loss.
      for (let tries = 0; response.status === 503 && tries < 20; tries += 1) {
        await sleep(500);
        response = await ask();
      }
      const body = (await response.json()) as { number?: string };
      if (body.number !== filing.number) lost.push(`${filing.key}: ${response.status} ${JSON.stringify(body)}`);
    });
    // A form that got no answer is sent again, as a browser would: one matter, whatever had happened to the first one.
    const again = await Promise.all(
      filings
        .filter((filing) => filing.code === undefined)
        .map((filing, i) =>
          postMatter(url, filing.key, { subject: `第${filings.indexOf(filing) + 1}件`, body: '说明'.repeat(50) }).then(
            (answer) => answer?.status ?? i,
          ),
        ),
    );
    await sleep(1500);
    const reconciled = await runCommand(['reconcile', '--json', '--data', data]);
    const report = JSON.parse(reconciled.out) as { checked: { matters: number }; findings: unknown[] };
    process.stdout.write(
      `kill test: ${KILLS} kills, ${acknowledged.length} acknowledged, ${lost.length} lost, ${filings.length - acknowledged.length} sent again, ${report.checked.matters - filings.length} doubled\n`,
    );
    expect(lost, server.output()).toEqual([]);
    expect(again.every((status) => status === 201)).toBe(true);
    expect(report.checked.matters).toBe(filings.length);
    expect(report.findings).toEqual([]);
  });

  it('fifty equal posts at once make one matter and give fifty equal answers', async () => {
    const url = server?.url ?? '';
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => postMatter(url, 'the-same-form-token', { subject: '同一件事', body: '同一张表。' })),
    );
    expect(answers.every((answer) => answer?.status === 201)).toBe(true);
    expect(new Set(answers.map((answer) => JSON.stringify(answer?.body))).size).toBe(1);
    const other = await postMatter(url, 'the-same-form-token', { subject: '另一件事', body: '同一张表。' });
    expect(other?.status).toBe(409);
  });

  it('stops cleanly on SIGTERM within ten seconds', async () => {
    const since = performance.now();
    expect(await server?.stop()).toBe(0);
    expect(performance.now() - since).toBeLessThan(10_000);
    server = undefined;
  });
});
