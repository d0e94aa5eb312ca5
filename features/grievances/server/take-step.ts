import type { Instant } from '../../../kernel/calendar/instant.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { RefusedBeside, type StepTask } from '../../../engine/store/lane.ts';
import { ringNow } from '../../../engine/outbox/deliver.ts';
import { readFields } from '../../../kernel/stream/fields.ts';
import { confirmHazard } from '../domain/line/confirm-hazard.ts';
import { hazardFor, type BegunHazard } from './line/begin-hazard.ts';
import { readPlaceOf } from './line/hazards-of-line.ts';
import { consultationOfStep, STILL_UNPUBLISHED, stayUnpublished } from './comments/consultation-of.ts';
import { onceOf } from '../../../engine/keys/seal-answer.ts';
import { kindIn } from '../../../engine/kind.ts';
import type { Service } from '../../../engine/service.ts';
import type { History } from '../../../engine/store/history.ts';
import { decide, sight, type Asker, type Command } from '../domain/decide.ts';
import { readOpenedThere } from './opened-there.ts';
import { matters } from './matters.ts';
import { dropStepDraft } from './step-drafts.ts';
import { surroundings } from './surroundings.ts';
import { readUnsealingsLeft, writeUnsealing } from './seal/unsealings.ts';
import { asMatter } from '../../../kernel/matter/event.ts';

/** Beside a command: `at` is for imports only, `files` are the bytes of those that its input tells of. */
interface StepMore {
  readonly at?: Instant;
  readonly files?: readonly Uint8Array[];
  /** A new log key for what follows. */
  readonly rekey?: Uint8Array;
  /** A step that is sent twice under one token is one step; `sent` are the hashes of its files as they came. */
  readonly once?: { readonly token: string; readonly sent?: readonly string[] };
  /** What is written in the same transaction as the events. */
  readonly beside?: NonNullable<StepTask['beside']>;
}

/** The hazard that a report is confirmed by, found or made before the step is decided. Why there is none, the decision says last, to who may know. */
const hazardOfStep = async (service: Service, matter: string, asker: Asker, command: Command): Promise<BegunHazard | Refusal | null> => {
  if (command.name !== confirmHazard.name || asker.kind !== 'staff') return null;
  const where = await service.read((tx) => readPlaceOf(tx, matter));
  const read = readFields(confirmHazard.fields, command.input);
  return where === undefined || isRefusal(read) ? null : hazardFor(service, { ...asker, staff: asker.post }, read, where);
};

/** Takes one step on a matter: decided inside the transaction on what is stored there; the history with the step in it. */
const step = async (
  service: Service,
  matter: string,
  asker: Asker,
  command: Command,
  { at, files, rekey, once, beside }: StepMore = {},
): Promise<History | Refusal> => {
  const it = await service.jurisdiction();
  const unsealingsLeft = command.name === 'ask_unseal' ? await service.read((tx) => readUnsealingsLeft(tx, it, service.clock())) : 0;
  const opened = command.name === 'take_back' ? await service.read((tx) => readOpenedThere(tx, matter)) : undefined;
  const isOpenedThere = opened?.isOpened ?? false;
  const begun = await hazardOfStep(service, matter, asker, command);
  const hazard = begun === null || isRefusal(begun) ? begun : begun.number;
  const consultation = await consultationOfStep(service, matter, command.name);
  const outcome = await service.lane.submit({
    kind: 'step',
    matter,
    of: kindIn(matters, it),
    ...(at === undefined ? {} : { at }),
    ...(files === undefined ? {} : { files }),
    ...(rekey === undefined ? {} : { rekey }),
    ...(once === undefined
      ? {}
      : { once: onceOf(service, matter, once.token, { command: command.name, input: command.input, sent: once.sent ?? [] }) }),
    decide: (history, now) =>
      history.kind !== matters.name
        ? refuse('not_found')
        : decide(
            asMatter(history.events),
            asker,
            command,
            surroundings(it, history, now, { unsealingsLeft, isOpenedThere, hazard, consultation }),
          ),
    beside: async (tx, added, history) => {
      // Whoever opens the matter waits for its row from here on, or has written down already that it was opened.
      if (await opened?.ask(tx)) throw new RefusedBeside(refuse('opened_there'));
      await writeUnsealing(tx, it, matter, asMatter(added));
      // What was kept of it has been said.
      if (asker.kind === 'staff') await dropStepDraft(tx, matter, asker, command.name);
      if (begun !== null && !isRefusal(begun)) await begun.write?.(tx);
      if (consultation !== null && STILL_UNPUBLISHED.includes(command.name)) await stayUnpublished(tx, matter);
      await beside?.(tx, added, history);
    },
  });
  if (outcome.ok && (command.name === 'report_danger' || command.name === 'call_duty')) ringNow(service);
  return outcome.ok ? (outcome.history ?? refuse('storage_failed')) : outcome.refusal;
};

type Asked = Parameters<typeof step>;

/** Takes one step on a matter. Undefined when it was taken. */
export const takeStep = async (...asked: Asked): Promise<Refusal | undefined> => {
  const taken = await step(...asked);
  return isRefusal(taken) ? taken : undefined;
};

/** The same for who is led on afterwards: whether they may still open the matter, by the history that the step was decided on. */
export const takeStepAndLookOn = async (...asked: Asked): Promise<{ readonly isShown: boolean } | Refusal> => {
  const [service, , asker] = asked;
  const taken = await step(...asked);
  if (isRefusal(taken)) return taken;
  const around = surroundings(await service.jurisdiction(), taken, service.clock());
  return { isShown: sight(asMatter(taken.events), asker, around) !== undefined };
};
