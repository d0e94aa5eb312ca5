import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Routes } from '../../../desk/feature.ts';
import { withRawForm, type RawFile } from '../../../engine/files/read-form.ts';
import { answersFromXform } from '../../../engine/forms/answers-from-xform.ts';
import { readXml } from '../../../engine/forms/read-xml.ts';
import { originOf } from '../../../engine/http/origin.ts';
import { whoOf } from '../../../engine/http/rate-limit.ts';
import { hashing } from '../../../engine/keys/hashing.ts';
import { findFieldKey } from '../../../engine/people/field-keys.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { toHex } from '../../../kernel/canonical/bytes.ts';
import { utf8Encode } from '../../../kernel/canonical/utf8.ts';
import { escapeXml } from '../../../kernel/canonical/xml-text.ts';
import type { Form } from '../../../kernel/form/form.ts';
import { xformOf, XFORM_SITE } from '../../../kernel/form/xform.ts';
import { acceptedLang } from '../../../kernel/language/languages.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { statusOf } from '../../../engine/http/refusal-status.ts';
import { NOT_KEPT } from '../desk/words.ts';
import type { Along } from '../domain/along.ts';
import { INTAKE } from '../domain/manifest.ts';
import { readAlong } from './take-along.ts';
import { takeInBrought } from './take-in.ts';
import { takeWholePhoto } from './take-photo.ts';

// What Collect and its kin ask of a server (docs.getodk.org, OpenRosa 1.0): a list of forms, each form, and where what was filled in goes.

/** Most bytes of one request; what is more comes in several, as the client is told. */
const LENGTH_MAX = 10_485_760;
const FILES_MAX = 100;
const XML_PART = 'xml_submission_file';
/** The name of a photo in a document: what clients make of a camera's file. */
const PHOTO_NAME = /^[\w .-]{1,100}\.(jpe?g|png|webp)$/i;

const OPEN_ROSA = { 'x-openrosa-version': '1.0', 'cache-control': 'no-store' } as const;
const XML = 'text/xml; charset=utf-8';

const answer = (reply: FastifyReply, status: number, message: string, nature = ''): FastifyReply =>
  reply
    .code(status)
    .headers(OPEN_ROSA)
    .type(XML)
    .send(
      `<?xml version="1.0" encoding="utf-8"?>\n<OpenRosaResponse xmlns="http://openrosa.org/http/response"><message nature="${nature}">${escapeXml(message)}</message></OpenRosaResponse>\n`,
    );

/** The key of a post, by Basic: user is anything, the password is the key. Only where nobody listens on the way: https, or this machine itself. */
const callerOf = async (service: Service, request: FastifyRequest): Promise<StaffMember | undefined> => {
  const isSafe = originOf(request).startsWith('https:') || /^(::1|127\.|::ffff:127\.)/.test(request.ip);
  const [, sent = ''] = /^Basic ([\w+/=]{4,400})$/.exec(request.headers.authorization ?? '') ?? [];
  const key = /^[^:]*:(.{10,100})$/.exec(Buffer.from(sent, 'base64').toString('utf8'))?.[1];
  return isSafe && key !== undefined ? service.read((tx) => findFieldKey(tx, key, service.clock())) : undefined;
};

const askWho = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  answer(
    reply.header('www-authenticate', 'Basic realm="huiyin", charset="UTF-8"'),
    401,
    sentenceFor(refuse('field_key_needed'), acceptedLang(request.headers['accept-language'])),
  );

/** A form for the sites at which this post has it to fill in, as its bytes. */
const xformFor = (along: Along, hash: string, form: Form): string => {
  const sites = along.sites.filter(({ site }) => along.slots.some((slot) => slot.site === site && slot.form === hash));
  return xformOf(
    form,
    hash,
    sites.map(({ site, name, english }) => ({ site, label: { 'zh-CN': name, en: english ?? name } })),
  );
};

const md5 = (text: string): string => createHash('md5').update(text).digest('hex'); // what the protocol asks for; the version is our own hash

/** By what a photo is called in its record: clients name files, they do not hash them. */
const nameTag = (name: string): string => toHex(hashing.sha256(utf8Encode(`huiyin/openrosa-photo/v1 ${name}`)));

interface Sent {
  readonly xml: Buffer;
  readonly photos: readonly RawFile[];
}

/** Names of photos in a document: the texts of its elements that look like one. */
const photoNames = (xml: Uint8Array): readonly string[] => {
  const found: string[] = [];
  const walk = (element: Exclude<ReturnType<typeof readXml>, { fault: unknown }>): void => {
    const text = element.text.trim();
    if (PHOTO_NAME.test(text) && !found.includes(text)) found.push(text);
    element.inner.forEach(walk);
  };
  const root = readXml(xml);
  if (!('fault' in root)) walk(root);
  return found;
};

type Taken = { readonly record: string; readonly aside: readonly string[] } | Refusal;

/** What clients call a record: random enough that no two are one. */
const INSTANCE = new RegExp(`^[\\w:-]{${INTAKE.idMin},${INTAKE.idMax}}$`);

const unread = (fault: string): Refusal => refuse('manifest_form', { field: fault });

/** A filled form as a record: known again by the id that the client gave it and by the bytes of its document, whatever else comes with it. */
const takeIn = async (service: Service, who: StaffMember, { xml, photos }: Sent, visitor: string): Promise<Taken> => {
  const it = await service.jurisdiction();
  const root = readXml(xml);
  if ('fault' in root) return unread(root.fault);
  const version = root.attributes['version'] ?? '';
  const form = it.forms.get(version);
  if (!form) return unread('xform.version');
  const names = photoNames(xml);
  const read = answersFromXform(form, version, xml, new Map(names.map((name) => [name, nameTag(name)] as const)));
  if ('fault' in read) return unread(read.fault);
  if (read.instance === null || !INSTANCE.test(read.instance)) return unread('instanceID');
  if (read.site === null) return unread(XFORM_SITE);
  const named = [...new Set(Object.values(read.answers).flatMap((one) => one.photos ?? []))];
  const done = Date.parse(read.done ?? '');
  const record = await takeInBrought(service, who, {
    id: read.instance,
    site: read.site,
    for: 'open',
    form: version,
    answers: read.answers,
    // How large a photo is, its client has not said.
    photos: named.map((sha256) => ({ sha256, size: 1 })),
    doneAt: Number.isNaN(done) ? service.clock() : done,
    checkpoint: null,
    hash: toHex(hashing.sha256(xml)),
  });
  if (isRefusal(record)) return record;
  const aside: string[] = [];
  for (const { field, bytes } of photos) {
    const refusal = await takeWholePhoto(service, who, read.instance, nameTag(field), bytes, visitor);
    // A photo that no answer names, or that is none, never holds back a record.
    if (refusal?.refused === 'files_busy' || refusal?.refused === 'storage_failed') return refusal;
    if (refusal) aside.push(field);
  }
  return { record, aside };
};

const submit = async (service: Service, request: FastifyRequest, reply: FastifyReply, who: StaffMember): Promise<FastifyReply> => {
  const visitor = whoOf(service, request);
  const limits = { files: FILES_MAX, takes: (name: string) => name === XML_PART || PHOTO_NAME.test(name) };
  return withRawForm(request, visitor, limits, async (files, refusal) => {
    const lang = acceptedLang(request.headers['accept-language']);
    const no = (because: Refusal): FastifyReply => answer(reply, statusOf(because.refused), sentenceFor(because, lang));
    if (refusal) return no(refusal);
    const xml = files.find((file) => file.field === XML_PART);
    if (!xml) return no(unread(XML_PART));
    const photos = files.filter((file) => file.field !== XML_PART);
    const taken = await takeIn(service, who, { xml: xml.bytes, photos }, visitor);
    if (isRefusal(taken)) return no(taken);
    const aside = taken.aside.length === 0 ? '' : ` · ${NOT_KEPT[lang]}${taken.aside.join(', ')}`;
    return answer(reply, 201, `${taken.record}${aside}`, 'submit_success');
  });
};

/** The list of forms, and each form. */
export const openRosaRoutes: Routes = (app, service) => {
  app.get('/openrosa/formList', { schema: { hide: true } }, async (request, reply) => {
    const who = await callerOf(service, request);
    if (!who) return askWho(request, reply);
    const along = await readAlong(service, who);
    const base = originOf(request);
    const forms = Object.entries(along.forms).map(
      ([hash, form]) =>
        `<xform><formID>${escapeXml(form.id)}</formID><name>${escapeXml(form.title['zh-CN'])}</name><version>${hash}</version><hash>md5:${md5(xformFor(along, hash, form))}</hash><downloadUrl>${escapeXml(`${base}/openrosa/form/${hash}`)}</downloadUrl></xform>`,
    );
    return reply
      .headers(OPEN_ROSA)
      .type(XML)
      .send(`<?xml version="1.0" encoding="utf-8"?>\n<xforms xmlns="http://openrosa.org/xforms/xformsList">${forms.join('')}</xforms>\n`);
  });
  app.get<{ Params: { readonly hash: string } }>('/openrosa/form/:hash', { schema: { hide: true } }, async (request, reply) => {
    const who = await callerOf(service, request);
    if (!who) return askWho(request, reply);
    const along = await readAlong(service, who);
    const { hash } = request.params;
    const form = Object.hasOwn(along.forms, hash) ? along.forms[hash] : undefined;
    return form
      ? reply
          .headers(OPEN_ROSA)
          .type(XML)
          .send(xformFor(along, hash, form))
      : answer(reply, 404, sentenceFor(refuse('not_found'), acceptedLang(request.headers['accept-language'])));
  });
  app.head('/openrosa/submission', { schema: { hide: true } }, async (request, reply) => {
    if (!(await callerOf(service, request))) return askWho(request, reply);
    return reply
      .code(204)
      .headers({ ...OPEN_ROSA, 'x-openrosa-accept-content-length': String(LENGTH_MAX) })
      .send();
  });
};

/** Where filled forms go. */
export const openRosaUploads: Routes = (app, service) => {
  app.post('/openrosa/submission', { schema: { hide: true } }, async (request, reply) => {
    const who = await callerOf(service, request);
    if (!who) return askWho(request, reply);
    return submit(service, request, reply, who);
  });
};
