import { addMs, fromIso, type Instant } from '../../../kernel/calendar/instant.ts';
import type { CallAnswer, CallFact } from '../../../kernel/callout/call-state.ts';
import type { Called, Chain, ChainStep } from '../../../kernel/callout/chain.ts';
import { nextCalls } from '../../../kernel/callout/next-calls.ts';

const BEGIN = fromIso('2026-12-01T22:00:00.000Z');
const MINUTE_MS = 60_000;

const calledOf = (text: string): Called => {
  const [office = '', duty, seat] = text.split('/');
  return duty !== undefined && seat !== undefined ? { office, duty, seat } : { post: text };
};
export const nameOf = (called: Called): string => ('post' in called ? called.post : `${called.office}/${called.duty}/${called.seat}`);

/** `one:a,b in 5`: post a or b within five minutes; steps are named `1`, `2` … */
export const chainOf = (steps: readonly string[], more: { leader?: string; silentMinutes?: number } = {}): Chain => ({
  steps: steps.map((text, i): ChainStep => {
    const found = /^(one|each):(\S*) in (\d+)$/.exec(text);
    if (!found) throw new Error(`not a step: ${text}`);
    const [, need, posts = '', minutes] = found;
    return {
      id: String(i + 1),
      call: posts === '' ? [] : posts.split(',').map(calledOf),
      need: need === 'each' ? 'each' : 'one',
      minutes: Number(minutes),
    };
  }),
  leader: calledOf(more.leader ?? 'lead'),
  silentMinutes: more.silentMinutes ?? 30,
});

/** A call-out that a test lives through, minute by minute. Everybody holds what is called by their name, unless said otherwise. */
export class CallOut {
  readonly facts: CallFact[] = [];
  nextAt: Instant | null = null;
  readonly #chain: Chain;
  readonly #holders: ReadonlyMap<string, readonly string[]>;
  #now: Instant = BEGIN;

  constructor(chain: Chain, options: { by?: string; holders?: { readonly [called: string]: readonly string[] } } = {}) {
    this.#chain = chain;
    this.#holders = new Map(Object.entries(options.holders ?? {}));
    this.facts.push({ kind: 'begun', at: BEGIN, by: options.by ?? null });
  }

  get minute(): number {
    return (this.#now - BEGIN) / MINUTE_MS;
  }

  /** Who is called at a minute, as `post because step.cycle`. Nobody asks in between: the server was away. */
  at(minute: number): readonly string[] {
    this.#now = addMs(BEGIN, minute * MINUTE_MS);
    const { calls, nextAt } = nextCalls(
      this.#chain,
      this.facts,
      (called) => this.#holders.get(nameOf(called)) ?? [nameOf(called)],
      this.#now,
    );
    this.nextAt = nextAt;
    for (const called of calls) this.facts.push({ kind: 'called', at: this.#now, ...called });
    return calls.flatMap(({ step, cycle, posts }) =>
      posts.length === 0 ? [`nobody ${step}.${cycle}`] : posts.map(({ post, because }) => `${post} ${because} ${step}.${cycle}`),
    );
  }

  /** The same asked every minute from the next one on, as `minute: post because step.cycle`. */
  until(minute: number): readonly string[] {
    const said: string[] = [];
    for (let at = Math.floor(this.minute) + 1; at <= minute; at += 1) said.push(...this.at(at).map((line) => `${at}: ${line}`));
    return said;
  }

  says(post: string, answer: CallAnswer): this {
    this.facts.push({ kind: 'answered', at: this.#now, post, answer });
    return this;
  }

  ends(): this {
    this.facts.push({ kind: 'ended', at: this.#now });
    return this;
  }

  beginsAnew(by: string | null = null): this {
    this.facts.push({ kind: 'begun', at: this.#now, by });
    return this;
  }
}
