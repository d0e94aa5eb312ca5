/** The file is nothing that can be read; the message says why, without a word of it. */
export class BadFile extends Error {}
