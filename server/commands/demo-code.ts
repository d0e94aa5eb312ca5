import { demoCode, demoPosts } from '../demo/fill.ts';
import { systemClock } from '../instance.ts';
import type { Io } from './io.ts';

/** `huiyin demo code POST`: what an authenticator would show for a demo post now. */
export const demoCodeCommand = async (post: string, io: Io): Promise<number> => {
  const code = demoCode(post, systemClock());
  if (code === undefined) {
    io.err(
      `there is no demo post ${post}; there are: ${demoPosts()
        .map((it) => it.staff)
        .join(', ')}`,
    );
    return 2;
  }
  io.out(code);
  return 0;
};
