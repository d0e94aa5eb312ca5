import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Unreachable } from './comparison.ts';
import { fetchFrom } from './fetch-from.ts';

let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/log/checkpoint') response.end('head\n');
    else if (request.url === '/log/long') response.end(Buffer.alloc(2_000_000));
    else response.writeHead(request.url === '/log/broken' ? 500 : 404).end();
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/log`; // a listening TCP server has a port
});
afterAll(() => new Promise((done) => void server.close(done)));

describe('reading below an address', () => {
  it('gives the bytes that are there, with or without a slash at the end of the address', async () => {
    expect(Buffer.from((await fetchFrom(url)('checkpoint')) ?? []).toString()).toBe('head\n');
    expect(Buffer.from((await fetchFrom(`${url}/`)('checkpoint')) ?? []).toString()).toBe('head\n');
  });

  it('gives nothing for what is not there', async () => expect(await fetchFrom(url)('tile/0/000')).toBeNull());

  it.each(['broken', 'long'])('calls an answer that is %s unreachable', async (path) => {
    await expect(fetchFrom(url)(path)).rejects.toThrow(Unreachable);
  });

  it('calls a server that is not there unreachable', async () => {
    await expect(fetchFrom('http://127.0.0.1:1')('checkpoint')).rejects.toThrow(Unreachable);
  });
});
