import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import type { Tell } from '../../kernel/relay/message.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { nameRelayAt } from '../../server/commands/admin/relay.ts';
import { buildApp } from '../../server/app.ts';
import { openService, type Service } from '../../engine/service.ts';
import { startGateway, startMail, type ReceivedMail, type ReceivedPost } from './carriers.ts';
import { openTown, PEOPLE, type TestTown } from './installation.ts';
import { testFolder } from './folder.ts';

const MAIN = join(import.meta.dirname, '../../server/main.ts');

interface RelayProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** Public key, in hex. */
  readonly key: string;
}

/** Starts a relay as an operator does, in a process of its own, and waits until it is ready. */
const startProcess = async (config: string, printed: string[]): Promise<RelayProcess> => {
  const child = spawn(process.execPath, [MAIN, 'relay', '--config', config], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
      printed.push(chunk.toString());
    });
  for (;;) {
    const [url, key] = [/^ready (\S+)$/m.exec(output)?.[1], /^public key (\S+)$/m.exec(output)?.[1]];
    if (url !== undefined && key !== undefined) return { child, url, key };
    if (child.exitCode !== null) throw new Error(output);
    await sleep(5);
  }
};

/** A county with a relay in a process of its own, a real SMTP server, and a gateway for SMS and webhooks. */
export interface RelayTown {
  readonly town: TestTown;
  readonly service: Service;
  readonly app: FastifyInstance;
  /** The relay's folder, its configuration and the token lie below. */
  readonly folder: string;
  /** All that relays have printed. */
  readonly printed: readonly string[];
  readonly mails: readonly ReceivedMail[];
  readonly posts: readonly ReceivedPost[];
  /** Whether the SMTP server says that it cannot take mail now. */
  readonly refuseMail: (refuse: boolean) => void;
  readonly relay: () => RelayProcess;
  readonly stopRelay: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  /** Starts it again where it was. */
  readonly startRelay: () => Promise<void>;
  /** `admin relay`, with what is right unless a test says otherwise: how it ended, and the first line it printed. */
  readonly admin: (wrong: { readonly [option: string]: unknown }) => Promise<readonly [number, string | undefined]>;
  /** Another process of the server, as it sees the jurisdiction now. */
  readonly reopen: () => Promise<Service>;
  readonly file: (tell?: Tell, lang?: 'zh-CN' | 'en') => Promise<string>;
  /** A step of an office: news. */
  readonly register: (number: string) => Promise<void>;
  /** How many messages have arrived anywhere. */
  readonly sent: () => number;
  readonly waiting: () => Promise<readonly { readonly message: object; readonly tries: number }[]>;
  /** Puts the clock of the county forward. */
  readonly later: (minutes: number) => void;
  readonly close: () => Promise<void>;
}

const configure = (folder: string, port: number, mailPort: number, gateway: string): string => {
  const config = {
    place: { 'zh-CN': '青川县', en: 'Qingchuan County' },
    portal: 'https://huiyin.example/',
    port,
    folder: 'relay',
    tokenFile: 'token',
    mail: { host: '127.0.0.1', port: mailPort, tls: 'none', from: 'news@huiyin.example' },
    sms: { url: `${gateway}/sms` },
    webhook: { url: `${gateway}/hook`, secret: 's'.repeat(32) },
  };
  const path = join(folder, 'relay.yaml');
  writeFileSync(path, JSON.stringify(config));
  return path;
};

/** What a test does in such a county, apart from the relay itself. */
const livingIn = (town: TestTown, service: Service): Pick<RelayTown, 'file' | 'register' | 'waiting' | 'later'> => {
  let tokens = 0;
  return {
    file: async (tell, lang = 'zh-CN') => {
      tokens += 1;
      const input = { fields: { subject: '灯', body: '不亮。' }, lang, ...(tell ? { tell } : {}) };
      const filed = await fileMatter(service, input, { token: `relay-${tokens}-abcdefgh` });
      if (isRefusal(filed)) throw new Error(filed.refused);
      return filed.number;
    },
    register: async (number) => {
      const refusal = await takeStep(service, number, PEOPLE.desk, { name: 'register', input: { office: 'housing' } });
      if (refusal) throw new Error(refusal.refused);
    },
    waiting: async () =>
      (
        await town.superuser.query<{ message: object; tries: number }>(
          "select message, tries from outbox where topic = 'relay' and sent_at is null",
        )
      ).rows,
    later: (minutes) => town.setClock(new Date(town.now() + minutes * 60_000).toISOString()),
  };
};

/** Opens one, with the relay named by `admin relay`. */
export const openRelayTown = async (): Promise<RelayTown> => {
  const folder = testFolder('relay-town');
  const [mail, gateway, town] = await Promise.all([startMail(), startGateway(), openTown({ at: '2026-09-28T02:00:00Z' })]);
  const printed: string[] = [];
  writeFileSync(join(folder, 'token'), randomBytes(32).toString('hex'));
  let relay = await startProcess(configure(folder, 0, mail.port, gateway.url), printed);
  const stopRelay = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const ended = new Promise((resolve) => relay.child.once('exit', resolve));
    relay.child.kill(signal);
    await ended;
  };
  const admin: RelayTown['admin'] = async (wrong) => {
    const lines: string[] = [];
    const say = (line: string): void => void lines.push(line);
    const right = { url: relay.url, key: relay.key, tokenFile: join(folder, 'token'), ways: 'mail,sms,webhook' };
    return [await nameRelayAt(town.installation, { ...right, ...wrong }, { out: say, err: say }), lines[0]];
  };
  const reopen = (): Promise<Service> => {
    const { pools, keys, dataDirectory } = town.installation;
    return openService({ id: 1, pools, keys, dataDirectory, clock: town.now, tickMs: 1000 });
  };
  const [code, line] = await admin({});
  if (code !== 0) throw new Error(line);
  // Opened after the change: a running one notices within seconds.
  const service = await reopen();
  const app = await buildApp(service);
  return {
    ...livingIn(town, service),
    town,
    service,
    app,
    folder,
    printed,
    mails: mail.mails,
    posts: gateway.posts,
    refuseMail: (refuse) => {
      mail.state.refuse = refuse;
    },
    relay: () => relay,
    stopRelay,
    startRelay: async () => {
      relay = await startProcess(configure(folder, Number(new URL(relay.url).port), mail.port, gateway.url), printed);
    },
    admin,
    reopen,
    sent: () => mail.mails.length + gateway.posts.length,
    close: async () => {
      await stopRelay('SIGTERM');
      await app.close();
      await mail.close();
      gateway.close();
      await town.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
