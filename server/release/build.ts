import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import { stageRelease, type ReleaseFacts } from './stage.ts';
import { signSums, type ReleaseKey } from './sign.ts';

/** A release on the disk. */
export interface Built extends ReleaseFacts {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** `SHA256SUMS` beside it, and the signed note of it where a key was given. */
  readonly sums: string;
  readonly note: string | null;
}

/** SHA-256 (hex) of a file. */
export const hashFile = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};

/** One order, one time, one owner, one mask: nothing of who packed it or when. */
const TAR = ['--create', '--format=gnu', '--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--mode=u=rwX,go=rX'];

const compress = promisify(zstdCompress);

/** In one piece: what a stream of it would give hangs on how the pieces happened to arrive. */
const pack = async (folder: string, name: string, to: string, level: number): Promise<void> => {
  const plain = join(folder, 'plain.tar');
  execFileSync('tar', [...TAR, '--directory', folder, `--file=${plain}`, name], { stdio: ['ignore', 'ignore', 'inherit'] });
  const params = {
    [constants.ZSTD_c_compressionLevel]: level,
    [constants.ZSTD_c_enableLongDistanceMatching]: 1,
    [constants.ZSTD_c_windowLog]: 27,
  };
  writeFileSync(to, await compress(readFileSync(plain), { params }));
};

export interface BuildOptions {
  readonly to: string;
  /** zstd, 1 to 19. */
  readonly level: number;
  readonly key: ReleaseKey | null;
}

/** Builds `huiyin-<version>-<platform>.tar.zst` with its sums into a folder. The same sources and packages give the same bytes. */
export const buildRelease = async (root: string, { to, level, key }: BuildOptions): Promise<Built> => {
  mkdirSync(to, { recursive: true });
  const work = mkdtempSync(join(tmpdir(), 'huiyin-release-'));
  try {
    const stage = join(work, 'stage');
    const facts = stageRelease(root, stage);
    const name = `huiyin-${facts.version}-${facts.platform}`;
    const named = join(work, name);
    renameSync(stage, named);
    const file = join(to, `${name}.tar.zst`);
    await pack(work, name, file, level);
    const sha256 = await hashFile(file);
    const text = `${sha256}  ${basename(file)}\n`;
    const sums = join(to, 'SHA256SUMS');
    writeFileSync(sums, text);
    const note = key === null ? null : join(to, 'SHA256SUMS.note');
    if (note !== null && key !== null) writeFileSync(note, signSums(key, text));
    return { ...facts, file, bytes: statSync(file).size, sha256, sums, note };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};
