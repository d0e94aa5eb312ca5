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

/** X25519 (RFC 7748) and AES-256-GCM with its tag of 16 bytes behind the ciphertext, as a runtime brings them. */
export interface Sealing {
  readonly publicKey: (privateKey32: Uint8Array) => Uint8Array;
  /** Undefined for a public key of low order: the secret would be the same for everybody. */
  readonly agree: (privateKey32: Uint8Array, publicKey32: Uint8Array) => Uint8Array | undefined;
  readonly seal: (key32: Uint8Array, nonce12: Uint8Array, label: Uint8Array, plain: Uint8Array) => Uint8Array;
  /** Undefined when the key, the label or a byte is another. */
  readonly open: (key32: Uint8Array, nonce12: Uint8Array, label: Uint8Array, sealed: Uint8Array) => Uint8Array | undefined;
}
