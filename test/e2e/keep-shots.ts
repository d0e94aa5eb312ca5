import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { testFolder } from '../support/folder.ts';

// The pictures of the manuals, as the journeys in a browser take them: `npm run shots`, or `npm run shots -- DIR` for pictures
// that a run with HUIYIN_SHOTS=DIR has left.
const ROOT = join(import.meta.dirname, '../..');
const JOURNEYS = ['filer', 'desk', 'intake', 'life', 'seal'].map((name) => `test/e2e/${name}.e2e.ts`);

const HIGH = 1400;
const BYTES_MAX = 150_000;

interface Kept {
  readonly as: string;
  readonly from: string;
  /** The first line that is kept: what stands above it is no matter for a picture. */
  readonly top?: number;
}

const KEPT: readonly Kept[] = [
  { as: 'filer-form', from: 'file-form-320' },
  { as: 'filer-receipt', from: 'receipt-320' },
  { as: 'filer-late', from: 'follow-late-320' },
  { as: 'desk-worklist', from: 'worklist of the front desk-1280' },
  { as: 'desk-intake', from: 'intake-form-1280' },
  { as: 'staff-matter', from: 'life-desk-accepted-1280' },
  { as: 'desk-reply', from: 'life-desk-reply-1280' },
  { as: 'desk-late', from: 'worklist with late duties-1280-dark' },
  { as: 'desk-supervise', from: 'matter to supervise-1280' },
  // Below the words of the paper key, which nobody photographs.
  { as: 'custodian-request', from: 'custodian-union', top: 410 },
];

const keep = async (shots: string, { as, from, top = 0 }: Kept): Promise<number> => {
  const taken = sharp(join(shots, `${from}.png`));
  const { width, height } = await taken.metadata();
  const { size } = await taken
    .extract({ left: 0, top, width, height: Math.min(height - top, HIGH) })
    .png({ palette: true, colours: 64, effort: 10, compressionLevel: 9 })
    .toFile(join(ROOT, 'docs/images', `${as}.png`));
  process.stdout.write(`${as}.png: ${size} bytes\n`);
  return size;
};

const takeShots = (shots: string): boolean =>
  spawnSync(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...JOURNEYS], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, HUIYIN_SHOTS: shots },
  }).status === 0;

const given = process.argv[2];
const shots = given ?? testFolder('shots');
mkdirSync(join(ROOT, 'docs/images'), { recursive: true });
if (given === undefined && !takeShots(shots)) process.exitCode = 1;
else {
  const sizes = await Promise.all(KEPT.map((it) => keep(shots, it)));
  if (sizes.some((size) => size > BYTES_MAX)) process.exitCode = 1;
}
if (given === undefined) rmSync(shots, { recursive: true });
