// Asks `/healthz` again and again between `start` and `stop`, and then says how long each answer took, in milliseconds.
import { Agent, get } from 'node:http';

const EVERY_MS = 20;
const origin = process.argv[2] ?? '';
const agent = new Agent({ keepAlive: true });

const ask = (): Promise<void> =>
  new Promise((resolve) => {
    const sent = get(new URL('/healthz', origin), { agent }, (answer) => {
      answer.resume();
      answer.on('close', resolve);
    });
    sent.on('error', () => resolve());
  });

let took: number[] | undefined;
const go = async (own: number[]): Promise<void> => {
  while (took === own) {
    const at = performance.now();
    await ask();
    own.push(performance.now() - at);
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
