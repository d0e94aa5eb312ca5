import { demoWords } from '../demo/custodians.ts';
import { demoCode, demoPosts } from '../demo/fill.ts';
import { systemClock } from '../instance.ts';
import type { Io } from './io.ts';

/** `huiyin demo words CUSTODIAN`: what stands on the paper of a demo custodian. */
export const demoWordsCommand = async (id: string, io: Io): Promise<number> => {
  const words = demoWords(id);
  io.out(words.en);
  io.out(words.zh);
  return 0;
};

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
