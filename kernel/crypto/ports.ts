/** SHA-256 and HMAC-SHA-256 over the concatenation of the parts. */
export interface Hashing {
  readonly sha256: (...parts: readonly Uint8Array[]) => Uint8Array;
  readonly hmac: (key: Uint8Array, ...parts: readonly Uint8Array[]) => Uint8Array;
}

/** Ed25519 as a runtime brings it. Runtimes disagree on edge cases: wrap it with `strictVerifying`. */
export interface Verifying {
  readonly verify: (publicKey32: Uint8Array, message: Uint8Array, signature64: Uint8Array) => boolean;
  /**
   * True where the runtime recomputes R = [S]B - [k]A and compares its bytes, as OpenSSL and BoringSSL do.
   * Then an accepted R lies in the subgroup of A, and the strict check of R's order follows from that of A.
   */
  readonly cofactorless?: true;
}

/** Ed25519 that every runtime answers alike; made by `strictVerifying` only. */
export interface StrictVerifying {
  readonly strict: true;
  readonly verify: (publicKey32: Uint8Array, message: Uint8Array, signature64: Uint8Array) => boolean;
}

/** One Ed25519 private key, wherever it lives. */
export interface Signing {
  readonly sign: (message: Uint8Array) => Uint8Array;
}
