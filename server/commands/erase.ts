import { eraseMatter } from '../../features/grievances/server/erase-matter.ts';
import { sentenceFor } from '../../portal/refusal-sentences.ts';
import { KEYS_KEPT_DAYS } from '../archive/write.ts';
import { openInstallation } from '../instance.ts';
import { dataOf, openServed, type Io } from './io.ts';

/** `huiyin admin erase NUMBER --basis CLAUSE`: 0 when the keys of its texts are gone, 1 when it was refused and nothing was changed. */
export const eraseCommand = async (
  number: string,
  options: { readonly basis: string; readonly askedByFiler?: boolean; readonly data?: string },
  io: Io,
): Promise<number> => {
  const installation = await openInstallation(dataOf(options.data), process.env['DATABASE_URL'] || undefined);
  try {
    const service = await openServed(installation);
    const askedBy = options.askedByFiler === true ? 'filer' : 'office';
    const refusal = await eraseMatter(service, number.toUpperCase(), { basis: options.basis, askedBy, completeAfterDays: KEYS_KEPT_DAYS });
    if (refusal) return (io.err(`${refusal.refused}: ${sentenceFor(refusal, 'en')}`), 1);
    io.facts?.({ matter: number.toUpperCase(), completeAfterDays: KEYS_KEPT_DAYS });
    io.out(
      `the texts of ${number.toUpperCase()} are gone; copies in keys archives open nothing after ${KEYS_KEPT_DAYS} days, when the last one of before is removed`,
    );
    return 0;
  } finally {
    await installation.close();
  }
};
