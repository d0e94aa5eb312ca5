import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { plainAnswer } from '../engine/http/plain-answer.ts';

const ANSWER = plainAnswer(
  '503 Service Unavailable',
  '这台服务器还没有设置好：请运行 <code>./huiyin admin set-up FILE</code>。',
  'This server is not set up yet: run <code>./huiyin admin set-up FILE</code>.',
  ['retry-after: 5'],
);
const PATIENCE_MS = 10_000;
const LINGER_MS = 100;

/** One page at a port for whoever comes, the same for all: nothing of what is sent is looked at, so that it may be root who waits there. */
export const openWaitingPage = async (port: number, host: string): Promise<{ readonly port: number; close(): Promise<void> }> => {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    // Answered once something has come: a browser that opens a connection beforehand asks nothing yet.
    socket.once('data', () => {
      socket.end(ANSWER);
      void sleep(LINGER_MS).then(() => socket.destroy());
    });
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
