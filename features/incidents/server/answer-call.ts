import { answerCode, type Answering } from '../../../engine/calls/answer-code.ts';
import { kindIn } from '../../../engine/kind.ts';
import type { Service } from '../../../engine/service.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { CALL_ANSWERS, type CallAnswer } from '../../../kernel/callout/call-state.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { checkText, readText } from '../../../kernel/stream/text.ts';
import type { JsonObject, NewStreamEvent } from '../../../kernel/stream/event.ts';
import { isWaitedFor } from '../domain/calling.ts';
import { calledPosts, fold, isCalling } from '../domain/state.ts';
import { drills, incidents } from './incidents.ts';

const TYPES = { acknowledged: 'call_acknowledged', declined: 'call_declined', arrived: 'call_arrived' } as const;

const CALLED = statement<{ what: string; site_called: string | null; exercise: boolean; over: boolean }>(
  'called_by_code',
  `select what, site_called, false as exercise, over_at is not null as over from incident where jurisdiction = $1 and matter = $2
   union all select what, site_called, true, over_at is not null from drill where jurisdiction = $1 and matter = $2`,
);

/** What a code is about, in closed words: whoever has it is not signed in. */
export interface CalledFor extends Answering {
  readonly what: string;
  readonly site_called: string | null;
  readonly exercise: boolean;
  readonly over: boolean;
}

/** What the code of a message is about; refused where it is none, or too old. */
export const calledFor = async (service: Service, code: string): Promise<CalledFor | Refusal> => {
  const answering = await answerCode(service, code);
  if (isRefusal(answering)) return answering;
  const [row] = await service.read((tx) => tx.run(CALLED, [tx.jurisdiction, answering.matter]));
  return row ? { ...answering, ...row } : refuse('not_found', { what: 'call' });
};

const said = (type: string, data: JsonObject, texts: NewStreamEvent['texts'] = {}): NewStreamEvent => ({
  type,
  level: 0,
  actor: { kind: 'system' },
  visibility: 'open',
  data,
  texts,
});

/** Of one post in one incident, so many answers are written down. */
const ANSWERS_MAX = 100;
/** Of answers that say nothing new, so many are written down: whoever has a code does not fill a history with it. */
const AGAIN_MAX = 10;

/**
 * Answers a call by the code of its message, for the post that was called: it comes, it cannot and says why, it is there. An answer that is given
 * again is written down again, ten times at most, and changes nothing.
 */
export const answerCall = async (service: Service, code: string, answer: string, reason: string): Promise<Refusal | undefined> => {
  const found = await calledFor(service, code);
  if (isRefusal(found)) return found;
  const given: CallAnswer | undefined = CALL_ANSWERS.find((one) => one === answer);
  if (given === undefined) return refuse('field_choice', { field: 'answer' });
  const { text } = readText(reason, 'text');
  const fault = given === 'declined' ? checkText('reason', text, 'text', false) : undefined;
  if (fault) return fault;
  const { matter, post } = found;
  const kind = found.exercise ? drills : incidents;
  const outcome = await service.lane.submit({
    kind: 'step',
    matter,
    of: kindIn(kind, await service.jurisdiction()),
    decide: (history) => {
      const state = fold(history.events.toSorted((a, b) => a.n - b.n));
      if (!calledPosts(state).includes(post)) return refuse('not_called');
      if (state.stage === 'closed' || (given === 'declined' && !isCalling(state))) return refuse('wrong_stage');
      const before = state.answers.filter((one) => one.post === post);
      if (before.at(-1)?.answer === given && !isWaitedFor(state, post) && before.length >= AGAIN_MAX) return [];
      if (before.length >= ANSWERS_MAX) return refuse('too_many_requests');
      const event = said(TYPES[given], { post, by: 'code' }, given === 'declined' ? { reason: text } : {});
      return given === 'arrived' && state.overAt === null ? [event, said('on_the_scene', { post, by: 'code' })] : [event];
    },
  });
  return outcome.ok ? undefined : outcome.refusal;
};
