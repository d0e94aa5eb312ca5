import type { Alert, Info } from '../../../kernel/cap/alert.ts';
import { capTime } from '../../../kernel/cap/time.ts';
import { EXERCISE_MARK } from '../../../kernel/callout/message.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { Message } from './state.ts';
import type { WarningHazard, WarningLevel } from './vocabulary.ts';

type Category = Info['category'][number];

const CATEGORY: { readonly [hazard in WarningHazard]: Category } = {
  flood: 'Met',
  typhoon: 'Met',
  landslide: 'Geo',
  earthquake: 'Geo',
  heat_cold: 'Met',
  fire: 'Fire',
  drowning: 'Safety',
  infectious: 'Health',
  food: 'Health',
  water: 'Infra',
  gas: 'Infra',
  power: 'Infra',
  dangerous_goods: 'CBRNE',
  building: 'Safety',
  traffic: 'Transport',
  special_equipment: 'Safety',
  it_outage: 'Infra',
  animal: 'Safety',
};

const SEVERITY: { readonly [level in WarningLevel]: Info['severity'] } = {
  red: 'Extreme',
  orange: 'Severe',
  yellow: 'Moderate',
  blue: 'Minor',
};

/** A warning in the words of one language. */
export interface Said {
  readonly language: string;
  readonly event: string;
  readonly headline: string;
  readonly senderName: string;
  readonly caution: string;
  readonly measures: string;
  /** Places and offices by name; at least one. */
  readonly areas: readonly string[];
}

/** What a message is made of, beside its words. */
export interface CapFacts {
  readonly number: string;
  /** The name of the log of the place: who sends. */
  readonly sender: string;
  readonly zone: string;
  readonly web: string;
  readonly hazard: WarningHazard;
  readonly level: WarningLevel;
  readonly exercise: boolean;
  readonly seen: boolean;
  readonly begins: Instant;
  readonly ends: Instant;
  /** In the order in which they went out; the last one is written. */
  readonly messages: readonly Message[];
  /** Sender and name of the message that it rests on; null where it rests on none. */
  readonly toldBy: string | null;
  /** Said in a message of an exercise, so that nobody takes it for the real thing (G22). */
  readonly exerciseNote: string;
}

/** The name of a message, the same for good. */
const identifierOf = (number: string, { n }: Message): string => `huiyin-${number}-${n}`;

const infoOf = (facts: CapFacts, newest: Message, said: Said): Info => {
  const isLifted = newest.type === 'Cancel';
  // Whoever reads one element alone sees there that it is an exercise (G22).
  const marked = (text: string): string => (facts.exercise ? `${EXERCISE_MARK}${text}` : text);
  return {
    language: said.language,
    category: [CATEGORY[facts.hazard]],
    event: marked(said.event),
    ...(isLifted ? { responseType: ['AllClear'] } : {}),
    urgency: isLifted ? 'Past' : facts.begins <= newest.at ? 'Immediate' : 'Expected',
    severity: SEVERITY[facts.level],
    certainty: facts.seen ? 'Observed' : 'Likely',
    onset: capTime(facts.begins, facts.zone),
    // What was lifted has no end that still counts.
    ...(isLifted ? {} : { expires: capTime(facts.ends, facts.zone) }),
    senderName: said.senderName,
    headline: said.headline,
    description: marked(said.caution),
    instruction: marked(said.measures),
    web: facts.web,
    parameter: [{ valueName: 'huiyin:level', value: facts.level }],
    area: said.areas.map((areaDesc) => ({ areaDesc })),
  };
};

/** The newest message of a warning as CAP 1.2 has it: an Update or a Cancel names every message before it. */
export const toCap = (facts: CapFacts, said: readonly Said[]): Alert => {
  const newest = facts.messages.at(-1);
  if (!newest) throw new Error('a warning has a message');
  const earlier = facts.messages
    .slice(0, -1)
    .map((one) => `${facts.sender},${identifierOf(facts.number, one)},${capTime(one.at, facts.zone)}`);
  return {
    identifier: identifierOf(facts.number, newest),
    sender: facts.sender,
    sent: capTime(newest.at, facts.zone),
    status: facts.exercise ? 'Exercise' : 'Actual',
    msgType: newest.type,
    ...(facts.toldBy === null ? {} : { source: facts.toldBy }),
    scope: 'Public',
    ...(facts.exercise ? { note: facts.exerciseNote } : {}),
    ...(earlier.length === 0 ? {} : { references: earlier.join(' ') }),
    info: said.map((one) => infoOf(facts, newest, one)),
  };
};
