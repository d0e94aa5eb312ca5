import { SAFE_HEADERS } from './csp.ts';

/** An answer as bytes of HTTP/1.1, for where there is no request that could be answered: both languages, nothing of the system, no database. */
export const plainAnswer = (status: string, zh: string, en: string, more: readonly string[] = []): string => {
  const body = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>回音 · Huiyin</title><p>${zh}</p><p lang="en">${en}</p></html>`;
  return [
    `HTTP/1.1 ${status}`,
    'content-type: text/html; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    ...Object.entries(SAFE_HEADERS).map(([name, value]) => `${name}: ${value}`),
    'cache-control: no-store',
    ...more,
    'connection: close',
    '',
    body,
  ].join('\r\n');
};
