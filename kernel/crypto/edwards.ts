// Exact arithmetic on edwards25519, only as much as a check of a point's order needs. Not for secrets: it is not
// constant-time. Field and curve constants: RFC 8032, section 5.1; formulas: RFC 8032, 5.1.3 and 5.1.4.

/** The field's prime, 2^255 - 19. */
const P = (1n << 255n) - 19n;
const MASK_255 = (1n << 255n) - 1n;
/** The prime order L of the base point's subgroup. */
export const GROUP_ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;
/** A square root of -1. */
const SQRT_MINUS_1 = 19681161376707505956807079304988542015446066515923890162744021073123829784752n;
/** d = -121665/121666, and 2d for the addition. */
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;
const D2 = (2n * D) % P;

/** Extended coordinates: x = X/Z, y = Y/Z, xy = T/Z. Coordinates may be any representatives below 2^256 in size. */
interface Point {
  readonly x: bigint;
  readonly y: bigint;
  readonly z: bigint;
  readonly t: bigint;
}

const IDENTITY: Point = { x: 0n, y: 1n, z: 1n, t: 0n };

const squared = (base: bigint, times: number): bigint => {
  let value = base;
  for (let done = 0; done < times; done += 1) value = (value * value) % P;
  return value;
};

/** base^((p-5)/8) = base^(2^252 - 3), by the usual chain of 252 squarings and 11 products. */
const powerForRoot = (base: bigint): bigint => {
  const two = (squared(base, 1) * base) % P; // 2^2 - 1
  const four = (squared(two, 2) * two) % P;
  const five = (squared(four, 1) * base) % P;
  const ten = (squared(five, 5) * five) % P;
  const twenty = (squared(ten, 10) * ten) % P;
  const forty = (squared(twenty, 20) * twenty) % P;
  const fifty = (squared(forty, 10) * ten) % P;
  const hundred = (squared(fifty, 50) * fifty) % P;
  const twoHundred = (squared(hundred, 100) * hundred) % P;
  const all = (squared(twoHundred, 50) * fifty) % P; // 2^250 - 1
  return (squared(all, 2) * base) % P;
};

const littleEndian = (bytes: Uint8Array): bigint => {
  let text = '0x';
  for (let at = bytes.length - 1; at >= 0; at -= 1) text += (bytes[at] ?? 0).toString(16).padStart(2, '0');
  return BigInt(text);
};

/** Reads a scalar of 32 bytes, least significant first. */
export const readScalar = littleEndian;

/** RFC 8032, 5.1.3, and stricter: undefined for y >= p, for x = 0 with the sign bit set, and off the curve. */
const decompress = (bytes: Uint8Array): Point | undefined => {
  const encoded = littleEndian(bytes);
  const sign = encoded >> 255n;
  const y = encoded & MASK_255;
  if (y >= P) return undefined;
  const y2 = (y * y) % P;
  const u = (y2 - 1n + P) % P;
  const v = (D * y2 + 1n) % P;
  const v3 = (((v * v) % P) * v) % P;
  const v7 = (((v3 * v3) % P) * v) % P;
  let x = (((u * v3) % P) * powerForRoot((u * v7) % P)) % P;
  const vx2 = (((x * x) % P) * v) % P;
  if (vx2 !== u) {
    if (vx2 !== (P - u) % P) return undefined;
    x = (x * SQRT_MINUS_1) % P;
  }
  if (x === 0n && sign === 1n) return undefined;
  if ((x & 1n) !== sign) x = P - x;
  return { x, y, z: 1n, t: (x * y) % P };
};

const doubled = (p: Point): Point => {
  const a = p.x * p.x;
  const b = p.y * p.y;
  const h = (a + b) % P;
  const sum = p.x + p.y;
  const e = (h - sum * sum) % P;
  const g = (a - b) % P;
  const f = (2n * p.z * p.z + g) % P;
  return { x: (e * f) % P, y: (g * h) % P, z: (f * g) % P, t: (e * h) % P };
};

const added = (p: Point, q: Point): Point => {
  const a = ((p.y - p.x) * (q.y - q.x)) % P;
  const b = ((p.y + p.x) * (q.y + q.x)) % P;
  const c = (((p.t * q.t) % P) * D2) % P;
  const d = (2n * p.z * q.z) % P;
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return { x: (e * f) % P, y: (g * h) % P, z: (f * g) % P, t: (e * h) % P };
};

const negated = (p: Point): Point => ({ x: -p.x, y: p.y, z: p.z, t: -p.t });

const isIdentity = (p: Point): boolean => p.x % P === 0n && (p.y - p.z) % P === 0n;

/** Signed digits, most significant first: each odd and below 16 in size, or zero. Few are not zero. */
const signedDigits = (scalar: bigint): readonly number[] => {
  const digits: number[] = [];
  for (let rest = scalar; rest > 0n; rest >>= 1n) {
    const low = Number(rest & 31n);
    const digit = (low & 1) === 0 ? 0 : low < 16 ? low : low - 32;
    digits.push(digit);
    rest -= BigInt(digit);
  }
  return digits.reverse();
};

const ORDER_DIGITS = signedDigits(GROUP_ORDER);

/** [n]P for a number given by its signed digits. */
const times = (p: Point, digits: readonly number[]): Point => {
  const twice = doubled(p);
  const odd: Point[] = [p];
  while (odd.length < 8) odd.push(added(odd[odd.length - 1] ?? p, twice)); // P, 3P, … 15P; the list is never empty
  let sum = IDENTITY;
  for (const digit of digits) {
    sum = doubled(sum);
    if (digit === 0) continue;
    const multiple = odd[(Math.abs(digit) - 1) / 2] ?? IDENTITY; // odd digits up to 15 index eight entries
    sum = added(sum, digit > 0 ? multiple : negated(multiple));
  }
  return sum;
};

/** Whether 32 bytes are the one canonical encoding of a point of exactly the prime order L. */
export const isPrimeOrderEncoding = (bytes: Uint8Array): boolean => {
  const point = isEncodingSized(bytes) ? decompress(bytes) : undefined;
  return point !== undefined && !isIdentity(point) && isIdentity(times(point, ORDER_DIGITS)); // [L]P is the identity exactly when P has no component of small order
};

/** Whether 32 bytes have a y below p and are none of the two points with x = 0: the identity and the point of order two. */
export const isReducedEncoding = (bytes: Uint8Array): boolean => {
  const y = littleEndian(bytes) & MASK_255;
  return isEncodingSized(bytes) && y < P && y !== 1n && y !== P - 1n;
};

/** The base point B: y = 4/5 and x even (RFC 8032, 5.1). */
const BASE = Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 0x58 : 0x66));

/**
 * Whether [S]B = R + [k]A (RFC 8032, 5.1.7, step 3, without the cofactor). S is below L and k any scalar; false where A or R is
 * no encoding of a point. Of A and R the caller knows that they have no component of small order.
 */
export const holdsEquation = (s: bigint, k: bigint, publicKey: Uint8Array, r: Uint8Array): boolean => {
  const [base, a, expected] = [BASE, publicKey, r].map((bytes) => (isEncodingSized(bytes) ? decompress(bytes) : undefined));
  if (!base || !a || !expected) return false;
  const left = times(base, signedDigits(s));
  const right = added(expected, times(a, signedDigits(k % GROUP_ORDER)));
  return isIdentity(added(left, negated(right)));
};

const isEncodingSized = (bytes: Uint8Array): boolean => bytes.length === 32;
