import type { Socket } from 'node:net';
import { parse as parseQuery } from 'node:querystring';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import swagger from '@fastify/swagger';
import fastify, { type FastifyError, type FastifyInstance, type RouteOptions } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler, hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { registerWorklistApi } from '../desk/worklist/worklist-api.ts';
import { UnknownCommit } from '../engine/store/transaction.ts';
import type { Service } from '../engine/service.ts';
import { registerAssets } from '../engine/http/assets.ts';
import { SAFE_HEADERS } from '../engine/http/csp.ts';
import { HEALTH, registerHealth } from '../engine/http/health.ts';
import { ownRound } from '../engine/rounds.ts';
import { registerLogFiles } from '../engine/http/log-files.ts';
import { registerRecordFiles } from '../engine/http/record-files.ts';
import { registerPages } from './pages.ts';
import { FEATURES } from './features.ts';
import { FEATURE_ROUTES, UPLOAD_ROUTES, WORK_KINDS } from './faces.ts';
import { RightAddress } from '../engine/http/right-address.ts';
import { refusalOfValidation } from '../engine/http/schema-refusal.ts';
import { plainAnswer } from '../engine/http/plain-answer.ts';
import { warnOfProxy } from '../engine/http/proxy-warning.ts';
import { sendRefusal } from '../portal/send-refusal.ts';
import { registerOwnWitness } from '../engine/http/witness-route.ts';

/** Largest body in bytes: 20,000 code points of four bytes in each of the long fields, form-encoded, still fit. */
const BODY_BYTES_MAX = 1_048_576;

const refusalOfError = (error: FastifyError): Refusal | undefined => {
  if (error instanceof UnknownCommit) return refuse('storage_unknown');
  if (hasZodFastifySchemaValidationErrors(error))
    return error.validationContext === 'headers' ? refuse('key_missing') : refusalOfValidation(error.validation[0]);
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refuse('too_large', { max: BODY_BYTES_MAX });
  if (error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error.code === 'FST_ERR_CTP_EMPTY_JSON_BODY' || error instanceof SyntaxError)
    return refuse('not_json');
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return refuse('not_json');
  return error.statusCode !== undefined && error.statusCode < 500 ? refuse('field_type', { field: '' }) : undefined;
};

/** Body bytes must be UTF-8: what cannot be decoded is refused, not replaced (a lost character is a lost word). */
const decodeStrictly = (app: FastifyInstance): void => {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
    try {
      done(null, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
    } catch {
      // The parser's own message would quote what was sent.
      done(Object.assign(new SyntaxError('not JSON in UTF-8'), { statusCode: 400 }), undefined);
    }
  });
};

const answerNoHttp = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status = NO_HTTP[error.code ?? ''] ?? '400 Bad Request';
  socket.end(
    plainAnswer(
      status,
      '没有读懂浏览器发来的内容。请回到首页再试。',
      'What the browser sent could not be read. Go to the first page and try again.',
    ),
  );
};
const NO_HTTP: { readonly [code: string]: string } = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/** The whole server on one screen: limits, headers, errors, then what it serves. */
export const buildApp = async (service: Service, onRoute?: (route: RouteOptions) => void): Promise<FastifyInstance> => {
  // No request log: it would hold addresses and times (G10).
  const app = fastify({
    logger: false,
    bodyLimit: BODY_BYTES_MAX,
    trustProxy: process.env['HUIYIN_PROXY'] ?? false,
    // 20 MB over a bad line take four minutes; who sends nothing for half a minute is cut off before (engine/files/read-form.ts).
    requestTimeout: 240_000,
    routerOptions: { maxParamLength: 200 },
    // An address that cannot be read is the address of no page; what is no HTTP is told so. Neither passes the hooks below.
    frameworkErrors: (_error, request, reply) => {
      void reply.headers(SAFE_HEADERS);
      void sendRefusal(service, request, reply, refuse('not_found'));
    },
    clientErrorHandler: answerNoHttp,
  });
  // Whoever walks every route must hear of each one as it is registered.
  if (onRoute) app.addHook('onRoute', onRoute);
  const addresses = new RightAddress();
  app.addHook('onRoute', (route) => addresses.add(route));
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  decodeStrictly(app);
  // Node's own parser turns bytes that are not UTF-8 into U+FFFD, which the pages refuse; the plugin's would keep them as percent signs.
  await app.register(formbody, { parser: (text) => parseQuery(text) });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Huiyin', version: '1', license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' } },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SAFE_HEADERS);
    warnOfProxy(request);
    const meant = request.method === 'GET' ? addresses.find(request.url.replace(/[?#].*$/s, '')) : undefined;
    if (meant !== undefined) return reply.redirect(`${meant}${/\?.*$/s.exec(request.url)?.[0] ?? ''}`, 302);
    return undefined;
  });
  // Whether all is well is answered between any two of the others.
  app.addHook('preValidation', async (request) => {
    if (request.routeOptions.url !== HEALTH) await ownRound();
  });
  app.addHook('preSerialization', async (request) => {
    if (request.routeOptions.url !== HEALTH) await ownRound();
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOfError(error);
    // The message of an unforeseen error may hold words of a filer: only its name is written down (G9).
    if (!refusal || refusal.refused === 'storage_unknown')
      process.stderr.write(`error: ${error.name} ${error.code ?? ''} in ${request.method} ${request.routeOptions.url ?? '?'}\n`);
    return sendRefusal(service, request, reply, refusal ?? refuse('storage_failed'));
  });
  app.setNotFoundHandler((request, reply) => sendRefusal(service, request, reply, refuse('not_found')));
  registerAssets(app);
  registerHealth(app, service, async () => {
    if (FEATURES.some(({ wrongFiles }) => (wrongFiles?.(service) ?? []).length > 0)) return 'refused';
    const late = await Promise.all(FEATURES.flatMap(({ isLate }) => isLate ?? []).map((look) => look(service)));
    return late.includes(true) ? 'late' : 'ok';
  });
  registerLogFiles(app, service);
  registerOwnWitness(app, service);
  registerRecordFiles(app, service);
  registerWorklistApi(app, service, WORK_KINDS);
  for (const routes of FEATURE_ROUTES) routes(app, service);
  await app.register(async (uploads) => {
    await uploads.register(multipart, { throwFileSizeLimit: false });
    registerPages(app, uploads, service);
    for (const routes of UPLOAD_ROUTES) routes(uploads, service);
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  await app.ready();
  return app;
};
