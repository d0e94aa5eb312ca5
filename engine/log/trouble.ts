/** The log must not be signed now. Filing goes on. */
export class LogTrouble extends Error {}

/** What is stored contradicts what was signed before. */
export class LogFork extends LogTrouble {}

/** More was signed than is stored: `huiyin log rebuild`. */
export class LogBehind extends LogTrouble {}

/** The process that signs cannot be reached, or does not hold the key. The next tick asks again. */
export class SignerAway extends LogTrouble {}
