import { createReadStream, existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Decrypter } from 'age-encryption';
import { ArchiveFault, DATA_FORMAT, KEYS_FORMAT, readLines, type DataHeader, type KeysHeader, type Line } from './format.ts';

/** The lines of a gzip stream; one that is damaged or ends too early throws an `ArchiveFault`. */
async function* unzipped(source: Readable): AsyncGenerator<string> {
  const gunzip = createGunzip();
  // A fault on either side ends both, and the loop below throws it.
  pipeline(source, gunzip).catch(() => undefined);
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of gunzip) {
      const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n'); // gunzip gives bytes
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    if (error instanceof ArchiveFault) throw error;
    throw new ArchiveFault('archive_damaged', 'the file is damaged or not whole: it cannot be unpacked');
  }
  if (rest !== '') throw new ArchiveFault('archive_damaged', 'the file is damaged or not whole: its last line is cut');
}

/** The lines of a data archive. */
export const readDataFile = (path: string): AsyncGenerator<Line> => readLines(unzipped(createReadStream(path)));

/** The lines of a keys archive, for who holds the recovery key. */
export async function* readKeysFile(path: string, identity: string): AsyncGenerator<Line> {
  const decrypter = new Decrypter();
  try {
    decrypter.addIdentity(identity.trim());
  } catch {
    throw new ArchiveFault('identity_invalid', 'that is no recovery key: it begins with AGE-SECRET-KEY-1');
  }
  const sealed = Readable.toWeb(createReadStream(path)) as unknown as ReadableStream<Uint8Array>; // Node's and the web's types of the same stream
  let plain: ReadableStream<Uint8Array>;
  try {
    plain = await decrypter.decrypt(sealed);
  } catch {
    throw new ArchiveFault('identity_wrong', 'the recovery key does not open this keys archive');
  }
  yield* readLines(unzipped(Readable.from(plain)));
}

const headerOf = async (lines: AsyncGenerator<Line>, format: string): Promise<unknown> => {
  let header: unknown;
  for await (const line of lines) {
    if (line.kind !== 'header') continue;
    if (line.value['format'] !== format) throw new ArchiveFault('archive_unknown', `that is no file of ${format}`);
    header = line.value;
  }
  return header;
};

/** Reads both files to their ends, so that nothing is begun with a damaged one; gives their headers. */
export const checkArchive = async (
  data: string,
  keys: string,
  identity: string,
): Promise<{ readonly data: DataHeader; readonly keys: KeysHeader }> => {
  for (const path of [data, keys]) if (!existsSync(path)) throw new ArchiveFault('archive_missing', `there is no file ${path}`);
  // Written by us, and whole: the hash in the last line says so.
  const keysHeader = (await headerOf(readKeysFile(keys, identity), KEYS_FORMAT)) as KeysHeader;
  const dataHeader = (await headerOf(readDataFile(data), DATA_FORMAT)) as DataHeader;
  if (keysHeader.at < dataHeader.at)
    throw new ArchiveFault('archive_keys_older', 'the keys archive is older than the data archive: matters in between would stay closed');
  if (dataHeader.logs.some((log) => !keysHeader.origins.includes(log.origin)))
    throw new ArchiveFault('archive_keys_other', 'the keys archive is of another installation');
  return { data: dataHeader, keys: keysHeader };
};
