import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as an SMTP server received it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body, decoded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

const decoded = (encoding: string | undefined, body: string): string => {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const joined = body.replaceAll(/=\r?\n/g, '');
  return Buffer.from(
    joined.replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
};

const subjectOf = (raw: string): string =>
  raw
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_all, kind: string, words: string) =>
      decoded(kind.toUpperCase() === 'B' ? 'base64' : 'quoted-printable', words.replaceAll('_', ' ')),
    );

const read = (raw: string): Pick<ReceivedMail, 'headers' | 'text'> => {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), subjectOf(line.slice(line.indexOf(':') + 2))]),
  );
  return {
    headers,
    text: decoded(headers.get('content-transfer-encoding'), raw.slice(end + 4))
      .trimEnd()
      .replaceAll('\r\n', '\n'),
  };
};

/** A real SMTP server on loopback, without TLS; `refuse` makes it say that it cannot take mail now. */
export const startMail = async () => {
  const mails: ReceivedMail[] = [];
  const state = { refuse: false };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (state.refuse) return done(Object.assign(new Error('later'), { responseCode: 451 }));
        const { mailFrom, rcptTo } = session.envelope;
        const raw = Buffer.concat(chunks).toString('latin1');
        mails.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map((it) => it.address), ...read(raw) });
        return done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo; // it listens on TCP
  return {
    port,
    mails,
    state,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
      }),
  };
};

/** What a gateway got. */
export interface ReceivedPost {
  readonly path: string;
  readonly headers: { readonly [name: string]: unknown };
  readonly body: string;
}

/** A gateway for SMS and webhooks on loopback that answers with the status it is told. */
export const startGateway = async () => {
  const posts: ReceivedPost[] = [];
  const state = { status: 200, location: '' };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk;
    });
    request.on('end', () => {
      posts.push({ path: request.url ?? '', headers: request.headers, body });
      response.writeHead(state.status, state.location === '' ? {} : { location: state.location }).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return { url: `http://127.0.0.1:${port}`, posts, state, close: () => server.close() };
};
