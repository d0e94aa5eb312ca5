import type { FastifyRequest } from 'fastify';
import { isRefusal, refuse, type Refusal } from '../../kernel/refusal.ts';
import { FILES_A_FORM } from '../../features/grievances/domain/new-files.ts';
import { checkFile, type CheckedFile } from './check-file.ts';

const MB = 1_048_576;
export const FILE_MB_MAX = 10;
const FORM_MB_MAX = 20;
/** As for a form without files. */
const TEXT_BYTES_MAX = MB;
/** Forms with files that are held in memory at once: 120 MB at the most. */
const FORMS_AT_ONCE = 6;
/** A phone on a bad line still sends something in this time. */
const IDLE_MS = 30_000;

/** A form as it was sent: what was typed, the files that can be stored, or why none is taken. */
export interface SentForm {
  readonly fields: { readonly [name: string]: string };
  readonly files: readonly CheckedFile[];
  readonly refusal: Refusal | undefined;
}

interface Collected {
  readonly fields: { [name: string]: string };
  readonly files: Buffer[];
  refusal: Refusal | undefined;
}

let atOnce = 0;

/** Ends a form that is too long or has stopped: the rest of it is read and thrown away, so that the sender gets to see the answer. */
const watch = (request: FastifyRequest): { readonly cut: Promise<Refusal>; readonly stop: () => void } => {
  let bytes = 0;
  let timer: NodeJS.Timeout | undefined;
  let onData: (chunk: Buffer) => void = () => undefined;
  const cut = new Promise<Refusal>((resolve) => {
    const restart = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => resolve(refuse('form_damaged')), IDLE_MS).unref();
    };
    onData = (chunk) => {
      bytes += chunk.length;
      if (bytes > FORM_MB_MAX * MB + TEXT_BYTES_MAX) resolve(refuse('files_too_large', { field: 'files', max: FORM_MB_MAX }));
      restart();
    };
    request.raw.on('data', onData);
    restart();
  });
  return {
    cut,
    stop: () => {
      clearTimeout(timer);
      request.raw.off('data', onData);
    },
  };
};

/** One file, as far as it may be long; the parser itself throws the rest away. A field left empty is sent as a file of no name. */
const readFile = async (part: { readonly file: AsyncIterable<Buffer> & { readonly truncated: boolean }; readonly filename?: string }) => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of part.file) {
    bytes += chunk.length;
    if (bytes <= FILE_MB_MAX * MB) chunks.push(chunk);
    else chunks.length = 0;
  }
  const isNone = bytes === 0 && (part.filename ?? '') === '';
  return isNone ? undefined : { bytes: Buffer.concat(chunks), isTooLarge: bytes > FILE_MB_MAX * MB || part.file.truncated };
};

const collect = async (request: FastifyRequest, into: Collected, keep: boolean): Promise<void> => {
  const limits = {
    fileSize: FILE_MB_MAX * MB + 1,
    files: FILES_A_FORM + 1,
    fields: 20,
    parts: 30,
    fieldSize: TEXT_BYTES_MAX,
    fieldNameSize: 100,
  };
  let held = 0;
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      // A form field is text, once, as in a form without files.
      if (typeof part.value === 'string' && !Object.hasOwn(into.fields, part.fieldname)) into.fields[part.fieldname] = part.value;
      if (part.valueTruncated) into.refusal ??= refuse('too_large', { max: TEXT_BYTES_MAX });
      continue;
    }
    const read = await readFile(part);
    if (!read || part.fieldname !== 'files') continue;
    held += read.bytes.length;
    const nth = into.files.length + 1;
    if (read.isTooLarge) into.refusal ??= refuse('file_too_large', { field: 'files', nth, max: FILE_MB_MAX });
    if (nth > FILES_A_FORM) into.refusal ??= refuse('files_too_many', { field: 'files', max: FILES_A_FORM });
    if (held > FORM_MB_MAX * MB) into.refusal ??= refuse('files_too_large', { field: 'files', max: FORM_MB_MAX });
    // What is refused is no longer held.
    if (into.refusal || !keep) into.files.splice(0, into.files.length, ...into.files.map(() => Buffer.alloc(0)), Buffer.alloc(0));
    else into.files.push(read.bytes);
  }
};

const limitOf = (error: unknown): Refusal =>
  (error as { code?: string }).code === 'FST_FILES_LIMIT' // the plugin's own name for it
    ? refuse('files_too_many', { field: 'files', max: FILES_A_FORM })
    : refuse('form_damaged');

const receive = async (request: FastifyRequest, keep: boolean): Promise<Collected> => {
  const into: Collected = { fields: {}, files: [], refusal: undefined };
  const { cut, stop } = watch(request);
  try {
    const reading = collect(request, into, keep).catch((error: unknown) => void (into.refusal ??= limitOf(error)));
    const why = await Promise.race([reading, cut]);
    if (why) into.refusal = why;
  } finally {
    stop();
    request.raw.unpipe();
    request.raw.resume();
  }
  return into;
};

const checkAll = async (files: Buffer[]): Promise<readonly CheckedFile[] | Refusal> => {
  const checked: CheckedFile[] = [];
  for (let nth = 1; files.length > 0; nth += 1) {
    // Taken off the list, so that what was sent is let go once it is encoded anew.
    const one = await checkFile(files.shift() ?? Buffer.alloc(0));
    if (isRefusal(one)) return refuse(one.refused, { ...one.data, field: 'files', nth });
    checked.push(one);
  }
  return checked;
};

/**
 * Reads a form with files into memory, never onto the disk (G9), and hands it on; the memory is let go when `work` has ended. Beyond a
 * few such forms at once the words are still read, and the files are refused.
 */
export const withSentForm = async <T>(request: FastifyRequest, work: (form: SentForm) => Promise<T>): Promise<T> => {
  const keep = atOnce < FORMS_AT_ONCE;
  if (keep) atOnce += 1;
  try {
    const { fields, files, refusal } = await receive(request, keep);
    const why = refusal ?? (!keep && files.length > 0 ? refuse('files_busy', { field: 'files' }) : undefined);
    if (why) return await work({ fields, files: [], refusal: why });
    const checked = await checkAll(files);
    return await work({ fields, files: isRefusal(checked) ? [] : checked, refusal: isRefusal(checked) ? checked : undefined });
  } finally {
    if (keep) atOnce -= 1;
  }
};
