import { z } from 'zod';

/** What every part of the API answers when something was refused. */
export const Problem = z.object({
  error: z.object({ code: z.string(), message: z.string(), data: z.record(z.string(), z.unknown()).optional() }),
});
