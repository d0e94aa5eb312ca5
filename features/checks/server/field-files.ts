import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Routes } from '../../../desk/feature.ts';
import { loadSharp } from '../../../engine/files/sharp.ts';
import { bundle, fieldParts, minified, styleSheet } from '../../../engine/http/assets.ts';
import { OWN_HEADER } from '../../../engine/http/own-header.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { sendRefusal } from '../../../portal/send-refusal.ts';

/** What the page of a phone may do: its own script, styles and worker, photos that lie on it, and calls to this server. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** One page for everybody, with nothing of anybody in it: so it can lie on the phone. */
const SHELL = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="theme-color" content="#0b6b57">
<title>现场检查 · Checks in the field</title>
<link rel="stylesheet" href="/huiyin.css">
<link rel="stylesheet" href="/field/field.css">
<link rel="manifest" href="/field/app.webmanifest">
<link rel="icon" href="/field/icon-192.png">
<link rel="apple-touch-icon" href="/field/icon-192.png">
<div id="app"><noscript><main><h1>现场检查</h1><p>这一页要用JavaScript。没有它，请在这里填写：<a href="/desk/today">今天该做的检查</a></p>
<h1 lang="en">Checks in the field</h1><p lang="en">This page needs JavaScript. Without it, fill in here: <a href="/en/desk/today">what is to be looked at today</a></p></main></noscript></div>
<script type="module" src="/field/app.js"></script>
</html>
`;

const MANIFEST = JSON.stringify({
  name: '回音 · 现场检查',
  short_name: '现场检查',
  start_url: '/field',
  // Signing in happens inside it: on an iPhone the app and the browser share nothing.
  scope: '/',
  display: 'standalone',
  background_color: '#ffffff',
  theme_color: '#0b6b57',
  icons: [192, 512].map((size) => ({
    src: `/field/icon-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose: 'any maskable',
  })),
});

const [JADE, WHITE] = [
  [0x0b, 0x6b, 0x57],
  [0xff, 0xff, 0xff],
] as const;

/** An echo: a dot and two rings. Drawn four times as large and made smaller, so that its edges are smooth. */
const icon = async (size: number): Promise<Buffer> => {
  const sharp = await loadSharp();
  const side = size * 4;
  const pixels = Buffer.alloc(side * side * 3);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      const far = Math.hypot(x - side / 2, y - side / 2) / side;
      const isInk = far < 0.07 || (far > 0.15 && far < 0.19) || (far > 0.27 && far < 0.31);
      pixels.set(isInk ? WHITE : JADE, (y * side + x) * 3);
    }
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .resize(size)
    .png()
    .toBuffer();
};

interface FieldFile {
  readonly type: string;
  readonly body: () => string | Promise<Buffer>;
}

/** What is not a script. */
const BESIDE: { readonly [path: string]: FieldFile } = {
  '/field': { type: 'text/html; charset=utf-8', body: () => SHELL },
  '/huiyin.css': { type: 'text/css; charset=utf-8', body: () => styleSheet() },
  '/field/field.css': { type: 'text/css; charset=utf-8', body: () => minified('features/checks/field/field.css') },
  '/field/app.webmanifest': { type: 'application/manifest+json', body: () => MANIFEST },
  '/field/icon-192.png': { type: 'image/png', body: () => icon(192) },
  '/field/icon-512.png': { type: 'image/png', body: () => icon(512) },
};

const SCRIPT = 'text/javascript; charset=utf-8';

/** All that lies on a phone, by its address: taken whole or not at all. */
const files = (): { readonly [path: string]: FieldFile } => ({
  ...BESIDE,
  ...Object.fromEntries([...fieldParts()].map(([name, text]) => [`/field/${name}`, { type: SCRIPT, body: () => text }] as const)),
});

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** The worker with what it takes along: another byte in any file is another version. */
export const fieldWorker = (): string => {
  const texts = Object.values(files()).flatMap(({ body }) => {
    const text = body();
    return typeof text === 'string' ? [text] : [];
  });
  const names = Object.keys(files());
  return `const FILES=${JSON.stringify(names)},VERSION=${JSON.stringify(hashOf(texts.join('\0')))};\n${bundle('features/checks/field/sw.ts')}`;
};

/** The script with what it loads before it runs; what it loads when it is wanted is not among it. */
const withStatic = (name: string): readonly string[] => {
  const text = fieldParts().get(name) ?? '';
  const inner = [...text.matchAll(/(?:from|import)"\.\/([\w.-]+)"/g)].flatMap(([, part = '']) => withStatic(part));
  return [...new Set([name, ...inner])];
};

/** What a phone loads before it can show its list in Chinese, as it is sent: the page, its styles, its script and one language. */
export const firstLoad = (): readonly { readonly path: string; readonly text: string }[] => {
  const all = files();
  const language = [...fieldParts().keys()].filter((name) => name.startsWith('words.zh-'));
  const scripts = [...withStatic('app.js'), ...language].map((name) => `/field/${name}`);
  return ['/field', '/huiyin.css', '/field/field.css', ...scripts].map((path) => ({ path, text: String(all[path]?.body()) }));
};

/** The page for phones and everything that it is made of. */
export const fieldRoutes: Routes = (app, service) => {
  const make = async (file: FieldFile) => {
    const body = await file.body();
    // Packed: it is the same for everybody, so that its length tells nothing.
    const packed = typeof body === 'string' ? gzipSync(body, { level: 9 }) : undefined;
    return { body, packed, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
  };
  const made = new Map<string, ReturnType<typeof make>>();
  const answer = async (request: FastifyRequest, reply: FastifyReply, path: string, file: FieldFile): Promise<FastifyReply> => {
    const known = made.get(path) ?? make(file);
    made.set(path, known);
    const { body, packed, etag } = await known;
    reply.headers({ 'cache-control': 'no-cache', 'content-security-policy': CSP, etag, [OWN_HEADER]: '1' });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    const isPacked = packed !== undefined && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    return isPacked
      ? reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding').type(file.type).send(packed)
      : reply.type(file.type).send(body);
  };
  const serve = (url: string, path: string, file: FieldFile, more: { readonly [header: string]: string } = {}): void => {
    app.get(url, { schema: { hide: true } }, async (request, reply) => answer(request, reply.headers(more), path, file));
  };
  for (const [path, file] of Object.entries(BESIDE)) if (path !== '/huiyin.css') serve(path, path, file);
  const [shell] = Object.values(BESIDE);
  if (shell) serve('/field/s/:code', '/field', shell);
  // Put together when the first phone asks.
  app.get<{ Params: { readonly name: string } }>('/field/:name', { schema: { hide: true } }, async (request, reply) => {
    const { name } = request.params;
    const text = fieldParts().get(name);
    if (text === undefined) return sendRefusal(service, request, reply, refuse('not_found'));
    return answer(request, reply, `/field/${name}`, { type: SCRIPT, body: () => text });
  });
  serve(
    '/field/sw.js',
    '/field/sw.js',
    { type: 'text/javascript; charset=utf-8', body: fieldWorker },
    { 'service-worker-allowed': '/field' },
  );
};
