// Asks `/healthz` again and again between `start` and `stop`, and then says how long each answer took, in milliseconds.
import { Agent, get } from 'node:http';

const EVERY_MS = 20;
/** What no answer, or any but 200, counts as: a server that is down is not a fast one. */
const NO_ANSWER_MS = 60_000;
const origin = process.argv[2] ?? '';
const agent = new Agent({ keepAlive: true });

/** Whether it was answered. */
const ask = (): Promise<boolean> =>
  new Promise((resolve) => {
    const sent = get(new URL('/healthz', origin), { agent }, (answer) => {
      answer.resume();
      answer.on('close', () => resolve(answer.statusCode === 200));
    });
    sent.on('error', () => resolve(false));
  });

let took: number[] | undefined;
const go = async (own: number[]): Promise<void> => {
  while (took === own) {
    const at = performance.now();
    const isAnswered = await ask();
    own.push(isAnswered ? performance.now() - at : NO_ANSWER_MS);
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
};

process.on('message', (what: 'start' | 'stop') => {
  if (what === 'stop') {
    process.send?.(took);
    took = undefined;
    return;
  }
  took = [];
  void go(took);
});
