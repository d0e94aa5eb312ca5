// SHA-256, SHA-512 (FIPS 180-4) and HMAC (RFC 2104), for the static page alone, which has to stay small. The constants are
// what the standard defines them to be, fractional parts of roots of primes, and are computed. Held against Node by the test.

const PRIMES: readonly bigint[] = (() => {
  const found: bigint[] = [];
  for (let n = 2n; found.length < 80; n += 1n) if (found.every((prime) => n % prime !== 0n)) found.push(n);
  return found;
})();

/** The first 64 bits of the fractional part of the square or cube root: the integer root of prime · 2^(64 · degree). */
const fraction = (prime: bigint, degree: 2n | 3n): bigint => {
  const target = prime << (64n * degree);
  let [low, high] = [0n, 1n << 74n];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= target) low = middle;
    else high = middle;
  }
  return BigInt.asUintN(64, low);
};

const K512 = PRIMES.map((prime) => fraction(prime, 3n));
const H512 = PRIMES.slice(0, 8).map((prime) => fraction(prime, 2n));
const top32 = (word: bigint): number => Number(word >> 32n);
const K256 = Int32Array.from(K512.slice(0, 64), top32);
const H256 = H512.map((word) => top32(word) | 0);

/** The message, one bit, zeros, and its length in bits, in whole blocks. */
const padded = (message: Uint8Array, block: 64 | 128): Uint8Array => {
  const made = new Uint8Array(Math.ceil((message.length + 1 + block / 8) / block) * block);
  made.set(message);
  made[message.length] = 128;
  new DataView(made.buffer).setBigUint64(made.length - 8, BigInt(message.length) * 8n);
  return made;
};

const rotated = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

const block256 = (state: readonly number[], view: DataView, at: number): readonly number[] => {
  const w = new Int32Array(64);
  for (let t = 0; t < 64; t += 1) {
    const [x = 0, y = 0] = [w[t - 15], w[t - 2]];
    w[t] =
      t < 16
        ? view.getInt32(at + 4 * t)
        : (w[t - 16] ?? 0) +
          (rotated(x, 7) ^ rotated(x, 18) ^ (x >>> 3)) +
          (w[t - 7] ?? 0) +
          (rotated(y, 17) ^ rotated(y, 19) ^ (y >>> 10));
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let t = 0; t < 64; t += 1) {
    const one = h + (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + ((e & f) ^ (~e & g)) + (K256[t] ?? 0) + (w[t] ?? 0);
    const two = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((word, at8) => (word + (state[at8] ?? 0)) | 0);
};

/** SHA-256 of some bytes: 32 of them. */
export const sha256 = (message: Uint8Array): Uint8Array => {
  const view = new DataView(padded(message, 64).buffer);
  let state: readonly number[] = H256;
  for (let at = 0; at < view.byteLength; at += 64) state = block256(state, view, at);
  const hash = new DataView(new ArrayBuffer(32));
  state.forEach((word, at) => hash.setInt32(4 * at, word));
  return new Uint8Array(hash.buffer);
};

const u64 = (x: bigint): bigint => BigInt.asUintN(64, x);
const rotated64 = (x: bigint, by: bigint): bigint => u64((x >> by) | (x << (64n - by)));

const block512 = (state: readonly bigint[], view: DataView, at: number): readonly bigint[] => {
  const w: bigint[] = [];
  for (let t = 0; t < 80; t += 1) {
    const [x = 0n, y = 0n] = [w[t - 15], w[t - 2]];
    w.push(
      t < 16
        ? view.getBigUint64(at + 8 * t)
        : u64(
            (w[t - 16] ?? 0n) +
              (rotated64(x, 1n) ^ rotated64(x, 8n) ^ (x >> 7n)) +
              (w[t - 7] ?? 0n) +
              (rotated64(y, 19n) ^ rotated64(y, 61n) ^ (y >> 6n)),
          ),
    );
  }
  let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
  for (let t = 0; t < 80; t += 1) {
    const one =
      h + (rotated64(e, 14n) ^ rotated64(e, 18n) ^ rotated64(e, 41n)) + ((e & f) ^ (u64(~e) & g)) + (K512[t] ?? 0n) + (w[t] ?? 0n);
    const two = (rotated64(a, 28n) ^ rotated64(a, 34n) ^ rotated64(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
    [a, b, c, d, e, f, g, h] = [u64(one + two), a, b, c, u64(d + one), e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((word, at8) => u64(word + (state[at8] ?? 0n)));
};

/** SHA-512 of some bytes: 64 of them. */
export const sha512 = (message: Uint8Array): Uint8Array => {
  const view = new DataView(padded(message, 128).buffer);
  let state: readonly bigint[] = H512;
  for (let at = 0; at < view.byteLength; at += 128) state = block512(state, view, at);
  const hash = new DataView(new ArrayBuffer(64));
  state.forEach((word, at) => hash.setBigUint64(8 * at, word));
  return new Uint8Array(hash.buffer);
};

const BLOCK = 64;

/** HMAC-SHA-256. */
export const hmacSha256 = (key: Uint8Array, message: Uint8Array): Uint8Array => {
  const known = key.length > BLOCK ? sha256(key) : key;
  const under = (mask: number, text: Uint8Array): Uint8Array => {
    const made = new Uint8Array(BLOCK + text.length).fill(mask, 0, BLOCK);
    known.forEach((byte, at) => {
      made[at] = byte ^ mask;
    });
    made.set(text, BLOCK);
    return sha256(made);
  };
  return under(0x5c, under(0x36, message));
};
