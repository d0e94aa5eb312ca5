import type { Jurisdiction } from './read.ts';

/** Whether an office is another one, or stands below it. */
export const isWithin = ({ offices }: Jurisdiction, office: string, above: string): boolean => {
  for (let at: string | null | undefined = office; at !== null && at !== undefined; at = offices.get(at)?.parent)
    if (at === above) return true;
  return false;
};
