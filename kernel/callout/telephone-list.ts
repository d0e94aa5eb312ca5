import type { Called, Chain } from './chain.ts';
import type { Holders } from './next-calls.ts';

/** One line of the list: a post, and the duty number of its office. Never the number of a person. */
export interface TelephoneLine {
  readonly post: string;
  readonly office: string;
  /** Null where the office has published none: its switchboard is asked. */
  readonly number: string | null;
}

/** Whom to ring for one step, in order. */
export interface TelephoneStep {
  /** The id of the step; null for the leader. */
  readonly step: string | null;
  readonly need: 'each' | 'one';
  /** Ring the next step after so many minutes; null for the leader, who is told. */
  readonly minutes: number | null;
  readonly lines: readonly TelephoneLine[];
  /** What nobody holds at the moment. */
  readonly nobody: readonly Called[];
}

/** The published duty number of an office; null where there is none. */
export type DutyNumber = (office: string) => string | null;

const linesOf = (called: readonly Called[], holders: Holders, dutyNumber: DutyNumber): Pick<TelephoneStep, 'lines' | 'nobody'> => {
  const posts = [...new Set(called.flatMap(holders))];
  return {
    lines: posts.map((post) => {
      const [office = ''] = post.split('.');
      return { post, office, number: dutyNumber(office) };
    }),
    nobody: called.filter((it) => holders(it).length === 0),
  };
};

/** Whom to ring in which order when nothing else goes out, to be printed before it is needed: the leader first, then step by step. */
export const telephoneList = (chain: Chain, holders: Holders, dutyNumber: DutyNumber): readonly TelephoneStep[] => [
  { step: null, need: 'one', minutes: null, ...linesOf([chain.leader], holders, dutyNumber) },
  ...chain.steps.map(({ id, call, need, minutes }) => ({ step: id, need, minutes, ...linesOf(call, holders, dutyNumber) })),
];
