import type { FastifyRequest } from 'fastify';
import { isRefusal, refuse, type Refusal } from '../../kernel/refusal.ts';
import { FILES_A_FORM } from '../../kernel/stream/files.ts';
import { checkFile, type CheckedFile } from './check-file.ts';

const MB = 1_048_576;
const FILE_MB_MAX = 10;
const FORM_MB_MAX = 20;
/** 20,000 code points of four bytes, with line ends as a browser sends them. */
const FIELD_BYTES_MAX = 262_144;
const FIELDS_MAX = 20;
/** What all forms hold at once; sealed and on its way to the database it is there about three times. */
const HELD_MB_MAX = 80;
/** What all forms of one address hold at once: two full ones. */
const SHARE_MB_MAX = 41;
/** A phone on a bad line still sends something in this time. */
const IDLE_MS = 30_000;
/** Once half of the memory for forms is held, who holds much of it must send on: 8 kB a second over 20 seconds. */
const WINDOW_MS = 20_000;
const LEAST_IN_WINDOW = 160_000;
const MUCH = 262_144;

/** A form as it was sent: what was typed, the files that can be stored, or why none is taken. */
export interface SentForm {
  readonly fields: { readonly [name: string]: string };
  readonly files: readonly SentFile[];
  readonly refusal: Refusal | undefined;
}

/** A file, and the field of the form that it came in. */
export interface SentFile extends CheckedFile {
  readonly field: string;
}

/** A file as it was sent, not looked at, and the field that it came in. */
export interface RawFile {
  readonly field: string;
  readonly bytes: Buffer;
}

/** Fields of a form that hold files: `files`, or `p.` and the key of a question. What else is sent as a file is not looked at. */
const isFiles = (name: string): boolean => name === 'files' || /^p\.[\w@-]{1,90}$/.test(name);

let heldByAll = 0;
const heldBy = new Map<string, number>();

/**
 * What one form holds in memory. Bytes, not forms, are counted, each address has a share, and who holds much while little is left must send
 * on: who sends slowly takes nothing from others.
 */
class Hold {
  readonly fields: { [name: string]: string } = {};
  files: RawFile[] = [];
  refusal: Refusal | undefined;
  private chunks: Buffer[] = [];
  private held = 0;
  readonly #visitor: string;

  constructor(visitor: string) {
    this.#visitor = visitor;
  }

  private ended = false;

  /** Keeps a chunk of the file that is arriving, unless the form is refused or memory is full. */
  take(chunk: Buffer): void {
    if (this.ended || this.refusal) return;
    const share = heldBy.get(this.#visitor) ?? 0;
    if (heldByAll + chunk.length > HELD_MB_MAX * MB || share + chunk.length > SHARE_MB_MAX * MB)
      return this.refuse(refuse('files_busy', { field: 'files' }));
    this.count(chunk.length);
    this.chunks.push(chunk);
    if (this.held > FORM_MB_MAX * MB) this.refuse(refuse('files_too_large', { field: 'files', max: FORM_MB_MAX }));
  }

  endFile(field: string): void {
    this.files.push({ field, bytes: Buffer.concat(this.chunks) });
    this.chunks = [];
  }

  /** The first reason is the answer; nothing is held any more. */
  refuse(why: Refusal): void {
    this.refusal ??= why;
    this.letGo();
  }

  /** Much of what little is left: then its sender must send on. */
  isMuch(): boolean {
    return this.held > MUCH && heldByAll > (HELD_MB_MAX / 2) * MB;
  }

  private count(bytes: number): void {
    heldByAll += bytes;
    this.held += bytes;
    const share = (heldBy.get(this.#visitor) ?? 0) + bytes;
    if (share > 0) heldBy.set(this.#visitor, share);
    else heldBy.delete(this.#visitor);
  }

  letGo(): void {
    this.count(-this.held);
    this.chunks = [];
    this.files = this.files.map(({ field }) => ({ field, bytes: Buffer.alloc(0) }));
  }

  /** Whatever the parser still brings is thrown away. */
  end(): void {
    this.ended = true;
    this.letGo();
  }
}

/** Ends a form that is too long or has stopped: the rest of it is read and thrown away, so that the sender gets to see the answer. */
const watch = (request: FastifyRequest, hold: Hold): { readonly cut: Promise<Refusal>; readonly stop: () => void } => {
  let bytes = 0;
  let inWindow = 0;
  let timer: NodeJS.Timeout | undefined;
  let pace: NodeJS.Timeout | undefined;
  let onData: (chunk: Buffer) => void = () => undefined;
  const cut = new Promise<Refusal>((resolve) => {
    const restart = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => resolve(refuse('form_damaged')), IDLE_MS).unref();
    };
    onData = (chunk) => {
      bytes += chunk.length;
      inWindow += chunk.length;
      if (bytes > (FORM_MB_MAX + 1) * MB) resolve(refuse('files_too_large', { field: 'files', max: FORM_MB_MAX }));
      restart();
    };
    request.raw.on('data', onData);
    pace = setInterval(() => {
      if (hold.isMuch() && inWindow < LEAST_IN_WINDOW) resolve(refuse('form_damaged'));
      inWindow = 0;
    }, WINDOW_MS).unref();
    restart();
  });
  return {
    cut,
    stop: () => {
      clearTimeout(timer);
      clearInterval(pace);
      request.raw.off('data', onData);
    },
  };
};

interface FilePart {
  readonly file: AsyncIterable<Buffer>;
  readonly fieldname: string;
  readonly filename?: string;
}

/** One file, as far as it may be long; the parser itself throws the rest away. A field left empty is sent as a file of no name. */
const readFile = async (part: FilePart, hold: Hold, { takes, files }: FieldLimits): Promise<void> => {
  const isOurs = takes(part.fieldname);
  const nth = hold.files.length + 1;
  let bytes = 0;
  for await (const chunk of part.file) {
    bytes += chunk.length;
    if (isOurs) hold.take(chunk);
    if (isOurs && bytes > FILE_MB_MAX * MB) hold.refuse(refuse('file_too_large', { field: 'files', nth, max: FILE_MB_MAX }));
  }
  if (!isOurs || (bytes === 0 && (part.filename ?? '') === '')) return;
  hold.endFile(part.fieldname);
  if (nth > files) hold.refuse(refuse('files_too_many', { field: 'files', max: files }));
};

const collect = async (request: FastifyRequest, hold: Hold, own: FieldLimits): Promise<void> => {
  const { fields, fieldBytes, fileFields, files } = own;
  const limits = {
    fileSize: FILE_MB_MAX * MB + 1,
    files: fileFields + files,
    fields,
    parts: fields + fileFields + files,
    fieldSize: fieldBytes,
    fieldNameSize: 100,
  };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') await readFile(part, hold, own);
    // A form field is text, once, as in a form without files. What is cut off is far too long all the same, and is told so by its checks.
    else if (typeof part.value === 'string' && !Object.hasOwn(hold.fields, part.fieldname))
      hold.fields[part.fieldname] = part.valueTruncated ? part.value.replace(/\uFFFD$/, '') : part.value;
  }
};

/** How many fields a form has, and how long each may be that is no file. */
interface FieldLimits {
  readonly fields: number;
  readonly fieldBytes: number;
  /** Fields that take files: a browser sends one that was left empty as a file, too. */
  readonly fileFields: number;
  /** Most files, and in which fields they are looked at. */
  readonly files: number;
  readonly takes: (field: string) => boolean;
}

/** A form of questions: three hundred of them with up to three fields each, none of which holds more than the words of a finding. */
export const MANY_FIELDS: FieldLimits = { fields: 1000, fieldBytes: 4096, fileFields: 500, files: FILES_A_FORM, takes: isFiles };
const FEW_FIELDS: FieldLimits = { fields: FIELDS_MAX, fieldBytes: FIELD_BYTES_MAX, fileFields: 1, files: FILES_A_FORM, takes: isFiles };

const limitOf = (error: unknown, { files }: FieldLimits): Refusal =>
  (error as { code?: string }).code === 'FST_FILES_LIMIT' // the plugin's own name for it
    ? refuse('files_too_many', { field: 'files', max: files })
    : refuse('form_damaged');

const receive = async (request: FastifyRequest, hold: Hold, limits: FieldLimits): Promise<void> => {
  const { cut, stop } = watch(request, hold);
  const reading = collect(request, hold, limits).catch((error: unknown) => hold.refuse(limitOf(error, limits)));
  const why = await Promise.race([reading, cut]);
  stop();
  request.raw.unpipe();
  request.raw.resume();
  if (why) hold.refuse(why);
};

const checkAll = async (files: Hold['files'], visitor: string): Promise<readonly SentFile[] | Refusal> => {
  const checked: SentFile[] = [];
  for (let nth = 1; ; nth += 1) {
    // Taken off the list, so that what was sent is let go once it is encoded anew.
    const next = files.shift();
    if (next === undefined) break;
    const one = await checkFile(next.bytes, visitor);
    if (isRefusal(one)) return refuse(one.refused, { ...one.data, field: 'files', nth });
    checked.push({ ...one, field: next.field });
  }
  return checked;
};

/**
 * Reads a form with files into memory, never onto the disk (G9), and hands it on; the memory is let go when `work` has ended. When too
 * much is arriving at once, the words are still read and the files are refused.
 */
export const withSentForm = async <T>(
  request: FastifyRequest,
  visitor: string,
  work: (form: SentForm) => Promise<T>,
  isWrong: (fields: SentForm['fields']) => Promise<boolean> = async () => false,
  limits: FieldLimits = FEW_FIELDS,
): Promise<T> => {
  const hold = new Hold(visitor);
  try {
    await receive(request, hold, limits);
    const { fields, refusal } = hold;
    // A form whose words are wrong is not worth decoding a picture for.
    if (refusal || (await isWrong(fields))) return await work({ fields, files: [], refusal });
    const checked = await checkAll(hold.files, visitor);
    return await work({ fields, files: isRefusal(checked) ? [] : checked, refusal: isRefusal(checked) ? checked : undefined });
  } finally {
    hold.end();
  }
};

/** The same with the files as they were sent, in whatever fields `limits` takes: for whoever decides about each by itself. */
export const withRawForm = async <T>(
  request: FastifyRequest,
  visitor: string,
  limits: Pick<FieldLimits, 'files' | 'takes'>,
  work: (files: readonly RawFile[], refusal: Refusal | undefined) => Promise<T>,
): Promise<T> => {
  const hold = new Hold(visitor);
  try {
    await receive(request, hold, { ...FEW_FIELDS, ...limits });
    return await work(hold.files, hold.refusal);
  } finally {
    hold.end();
  }
};
