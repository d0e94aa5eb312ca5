import { join } from 'node:path';

/** What some tests want of the machine, as `huiyin test` says it of those that it left out. */
const WANTS = {
  vectors:
    'the published vectors (transparency-dev/merkle and tessera, C2SP/CCTV, cyberphone/json-canonicalization): --vectors DIR, or HUIYIN_SHARED=DIR with vectors in it',
  shared: 'the records and notes that lie beside the project: HUIYIN_SHARED=DIR',
  chromium: 'Chromium: install chromium and fonts-noto-cjk, or set CHROMIUM',
  postgres15: "Debian's PostgreSQL 15: install postgresql-15",
  postgres16: 'the package of PostgreSQL 16, which is not there for this platform',
  root: 'root, with the project and the temporary folder where other accounts may go',
  open: 'the project where an ordinary user may go',
} as const;

declare module 'vitest' {
  interface TaskMeta {
    /** What a test wants; said where it is left out. */
    wants?: string;
  }
}

/** The options of a test, or of several, that are left out where something is not there: beside each `runIf`. */
export const wants = (what: keyof typeof WANTS): { readonly meta: { readonly wants: string } } => ({ meta: { wants: WANTS[what] } });

/** Where what is not part of the project lies: beside it, or where HUIYIN_SHARED says. */
export const shared = (path: string): string => join(process.env['HUIYIN_SHARED'] ?? join(import.meta.dirname, '../../../shared'), path);
