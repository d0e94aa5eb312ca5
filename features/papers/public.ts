/** What other features may use of this one: to give a paper of their own, numbered and drawn as all are. */
export { numberText } from './domain/number.ts';
export type { Block, Paper } from './domain/paper.ts';
export { givePaperNumber } from './server/paper-numbers.ts';
export { keptFile } from './server/kept-files.ts';
export { paperFile, parseFileName } from './server/paper-file.ts';
