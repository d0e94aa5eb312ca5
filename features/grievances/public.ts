/** What other features may use of this one. */
export { fold, inOrder, type GrievanceState } from './domain/state.ts';
export { pointsOf } from './domain/intake/points.ts';
export { doorsReply } from './portal/doors.tsx';
export { cannot, Danger } from './portal/plain-words.tsx';
export { offeredKinds } from './portal/filing/read-preview.ts';
export { readableReports } from './server/line/readable-reports.ts';
export { receiptId } from './server/receipts/receipt-code.ts';
export { preview } from './domain/preview.ts';
export { timeline, type Stage } from './domain/timeline.ts';
export { foundLine } from './portal/following/found.tsx';
export { askedOffice, officeName, partyName, type Around } from './portal/offices.ts';
export { DOOR_WORDS, NOTICE_WORDS, OUTCOME_WORDS, STEPS, worded } from './portal/step-words.ts';
export { codeReply, withMatter } from './portal/following/follow.page.tsx';
export { postName } from './desk/words.ts';
export { notShown, numberOf, whoOf } from './desk/matter.page.tsx';
export { fileMatter, packOfKind, type FilingInput } from './server/file-matter.ts';
export { receptionOf } from './server/line/receive-report.ts';
export { readForFiler, readForStaff, type Entry, type MatterView } from './server/read-matter.ts';
