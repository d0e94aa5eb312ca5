import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 16_384;
const pool = Buffer.alloc(POOL_BYTES);
let used = POOL_BYTES;

/**
 * Random bytes from the system, drawn 16 KiB at a time: a filing needs two dozen small keys and nonces, and asking for each
 * of them alone was a fourteenth of its time. What has been handed out is wiped from the pool.
 */
export const randomBytes = (count: number): Buffer => {
  if (!Number.isInteger(count) || count < 0 || count > POOL_BYTES) throw new Error(`cannot draw ${count} bytes at once`);
  if (used + count > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.from(pool.subarray(used, used + count));
  pool.fill(0, used, used + count);
  used += count;
  return bytes;
};
