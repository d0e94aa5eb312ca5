import type { StreamEvent } from './event.ts';
import type { Template } from '../relay/message.ts';

type Cause = Pick<StreamEvent, 'level' | 'n'>;

/** An office whose list has something new, and the event that put it there. */
export interface Bell {
  readonly office: string;
  readonly event: Cause;
  /** A life is said to be in danger: who is on duty is rung, at once. */
  readonly danger?: true;
}

/** What the filer is told, and the event that it is told for. */
export interface News {
  readonly template: Template;
  readonly event: Cause;
}

/** What a program is told of one of its requests, and the step behind it. */
export interface HookNews {
  readonly client: string;
  readonly status: 'open' | 'closed';
  /** The day on which it changed. */
  readonly on: string;
  readonly event: Cause;
}

/** Whom to tell of what was just added: messages leave with their cause or not at all. */
export interface Effects {
  readonly bells: readonly Bell[];
  readonly news: News | null;
  readonly hook: HookNews | null;
}
export const NOBODY_TOLD: Effects = { bells: [], news: null, hook: null };
