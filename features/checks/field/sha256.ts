/// <reference lib="dom" />

const hex = (bytes: ArrayBuffer): string => Array.from(new Uint8Array(bytes), (byte) => `0${byte.toString(16)}`.slice(-2)).join('');

/** SHA-256 of bytes, in hex. */
export const sha256 = async (bytes: Uint8Array): Promise<string> => hex(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
