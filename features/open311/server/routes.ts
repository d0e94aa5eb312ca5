import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fileMatter, type FilingInput } from '../../grievances/public.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { statusOf } from '../../../engine/http/refusal-status.ts';
import { originOf } from '../../../engine/http/origin.ts';
import { findClient } from '../../../engine/place/api-clients.ts';
import { readPublicStream } from '../../../engine/place/public-stream.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { toIso } from '../../../kernel/calendar/instant.ts';
import {
  definitionAnswer,
  discoveryAnswer,
  faultsAnswer,
  filedAnswer,
  openSubjects,
  requestsAnswer,
  servicesAnswer,
  type Fault,
} from '../domain/answers.ts';
import { acceptedLang, type Lang } from '../../../kernel/language/languages.ts';
import { noticeOf, readNewRequest, textOf, type Dangers } from '../domain/new-request.ts';
import { readQuery } from '../domain/query.ts';
import { toJson, toXml, type Answer } from '../domain/tree.ts';
import { takeTurn } from './client-limit.ts';
import { readRequests } from './read-requests.ts';

type Format = 'xml' | 'json';
type Sent = { readonly [name: string]: unknown };

/** What a program sees of a request, once its format and the jurisdiction are known. */
interface Asked {
  readonly it: Jurisdiction;
  readonly lang: Lang;
  readonly request: FastifyRequest;
  readonly sent: Sent;
}

const TYPES = { xml: 'text/xml; charset=utf-8', json: 'application/json; charset=utf-8' } as const;

const send = (reply: FastifyReply, format: Format, answer: Answer, status = 200): FastifyReply =>
  reply
    .code(status)
    .header('cache-control', 'no-store')
    .header('vary', 'accept-language')
    .type(TYPES[format])
    .send(format === 'xml' ? toXml(answer) : toJson(answer));

const fault = (status: Fault['status'], description: string, code: number = status): readonly Fault[] => [{ status, code, description }];

/** 404 for what is not there, 403 for the key, and 400 for the rest (GeoReport v2, errors). */
const refuseAll = (reply: FastifyReply, format: Format, faults: readonly Fault[]): FastifyReply =>
  send(reply, format, faultsAnswer(faults), faults.find((it) => it.status === 404)?.status ?? faults[0]?.status ?? 400);

/** A fault of ours is no fault of the sender's: it may send the same again (a program gives up after a 400). */
const OURS = fault(503, 'The request could not be carried out now. Send it again later, with the same Idempotency-Key where it had one.');

/** One jurisdiction answers here: its id may be left out, and another one's is not found. */
const jurisdictionFault = (sent: Sent, it: Jurisdiction): readonly Fault[] => {
  const id = textOf(sent, 'jurisdiction_id');
  return id === '' || id === String(it.id) || id === it.origin ? [] : fault(404, 'jurisdiction_id was not found.');
};

/** `street.light.json` without its format. */
const nameIn = (params: unknown, format: Format): string => {
  const { file = '' } = params as { file?: string }; // of these routes
  return file.slice(0, -(format.length + 1));
};

const dangersOf = (it: Jurisdiction): Dangers => ({
  isOne: ({ pack }) => it.packs.get(it.newestPack.get(pack) ?? '')?.kind === 'hazard_report',
  places: it.places?.set ?? null,
});

const fileRequest = async (service: Service, { it, lang, request, sent }: Asked): Promise<Answer | readonly Fault[]> => {
  const key = textOf(sent, 'api_key');
  const client = key === '' ? undefined : await service.read((tx) => findClient(tx, key));
  if (!client) return fault(403, key === '' ? 'api_key was not provided.' : 'Invalid api_key.');
  const read = readNewRequest(sent, it.subjects?.set ?? null, dangersOf(it), lang);
  if (!('subject' in read)) return read;
  if (!takeTurn(service.id, client, service.clock()))
    return fault(400, `This api_key has filed ${client.per_hour} requests within the hour; the next one may follow.`, 429);
  const token = request.headers['idempotency-key'];
  const input: FilingInput = {
    fields: read.fields,
    lang,
    service: read.subject.id,
    public: true,
    client: client.client,
    ...(read.at === null ? {} : { kind: 'hazard_report', at: read.at }),
  };
  const isKey = typeof token === 'string' && /^[\x21-\x7e]{8,200}$/.test(token);
  const filed = await fileMatter(service, input, { token: isKey ? `${client.client} ${token}` : null });
  if (isRefusal(filed)) return statusOf(filed.refused) >= 500 ? OURS : fault(400, sentenceFor(filed, lang));
  return filedAnswer(filed.number, noticeOf(read.dropped, lang), filed.code);
};

const listRequests = async (service: Service, { it, lang, sent }: Asked): Promise<Answer | readonly Fault[]> => {
  const query = readQuery(sent, it.zone, service.clock());
  if (!('ids' in query) && !('from' in query)) return query;
  return requestsAnswer(await service.read((tx) => readRequests(tx, query, it, lang)), it.subjects?.set ?? null, it.zone, lang);
};

const oneRequest = async (service: Service, { it, lang, request }: Asked, format: Format): Promise<Answer | readonly Fault[]> => {
  const ids = [nameIn(request.params, format)];
  const found = await service.read((tx) => readRequests(tx, { ids }, it, lang));
  return found.length > 0
    ? requestsAnswer(found, it.subjects?.set ?? null, it.zone, lang)
    : fault(404, 'service_request_id was not found.');
};

const oneService = ({ it, request }: Asked, format: Format): Answer | readonly Fault[] => {
  const code = nameIn(request.params, format);
  return openSubjects(it.subjects?.set ?? null).some((one) => one.id === code)
    ? definitionAnswer(code)
    : fault(404, 'service_code was not found.');
};

/** When the list of services was last changed: the event that published it. */
const discovery = async (service: Service, { it, lang, request }: Asked): Promise<Answer> => {
  const { events, windows } = await service.read(readPublicStream);
  const n = windows.findLast((window) => window.hash === it.subjects?.hash)?.n ?? 0;
  const at = events[n]?.recordedAt;
  return discoveryAnswer(originOf(request), at === undefined ? '' : toIso(at).replace(/\.\d+Z$/, 'Z'), lang);
};

type Work = (asked: Asked, format: Format) => Promise<Answer | readonly Fault[]> | Answer | readonly Fault[];

const isAnswer = (it: Answer | readonly Fault[]): it is Answer => 'root' in it;

/** Open311 GeoReport v2 at `/open311/v2`: public service requests only, and nothing in it names anybody (G13). */
export const registerOpen311 = (app: FastifyInstance, service: Service): void => {
  const at = '/open311/v2';
  const handle =
    (format: Format | null, work: Work, status = 200) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const { file = '' } = request.params as { file?: string }; // of these routes
      const wanted = format ?? (file.endsWith('.json') ? 'json' : 'xml');
      if (format === null && !/^.+\.(xml|json)$/.test(file)) return refuseAll(reply, 'xml', fault(404, 'The format is xml or json.'));
      const it = await service.jurisdiction();
      const sent = { ...(request.query as Sent), ...(request.body as Sent | undefined) }; // text or lists of it, looked at one by one
      const asked: Asked = { it, lang: acceptedLang(request.headers['accept-language']), request, sent };
      const foreign = jurisdictionFault(sent, it);
      const answer = foreign.length > 0 ? foreign : await work(asked, wanted);
      return isAnswer(answer) ? send(reply, wanted, answer, status) : refuseAll(reply, wanted, answer);
    };
  void app.register(async (open) => {
    open.setErrorHandler((error: { readonly name: string; readonly statusCode?: number }, request, reply) => {
      // The message may hold what was sent: only the name of what failed is written down (G9).
      const isOurs = (error.statusCode ?? 500) >= 500;
      if (isOurs) process.stderr.write(`error: ${error.name} in ${request.method} open311\n`);
      const format = /\.json($|\?)/.test(request.url) ? 'json' : 'xml';
      if (isOurs) return refuseAll(reply.header('retry-after', '30'), format, OURS);
      return refuseAll(reply, format, fault(400, 'The request could not be read or carried out.'));
    });
    const hidden = { schema: { hide: true } };
    for (const format of ['xml', 'json'] as const) {
      open.get(
        `${at}/discovery.${format}`,
        hidden,
        handle(format, (asked) => discovery(service, asked)),
      );
      open.get(
        `${at}/services.${format}`,
        hidden,
        handle(format, ({ it, lang }) => servicesAnswer(it.subjects?.set ?? null, lang)),
      );
      open.get(
        `${at}/requests.${format}`,
        hidden,
        handle(format, (asked) => listRequests(service, asked)),
      );
      open.post(
        `${at}/requests.${format}`,
        hidden,
        handle(format, (asked) => fileRequest(service, asked), 201),
      );
    }
    open.get(`${at}/services/:file`, hidden, handle(null, oneService));
    open.get(
      `${at}/requests/:file`,
      hidden,
      handle(null, (asked, format) => oneRequest(service, asked, format)),
    );
    // Every service answers at once, so no token is ever given out.
    open.get(
      `${at}/tokens/:file`,
      hidden,
      handle(null, () => fault(404, 'token was not found.')),
    );
  });
};
