import type { FastifyInstance } from 'fastify';
import type { EntityKind } from '../engine/kind.ts';
import type { Service } from '../engine/service.ts';
import type { Instant } from '../kernel/calendar/instant.ts';
import type { Words } from '../kernel/language/words.ts';
import type { Lang, Page } from '../portal/page.ts';
import type { Jurisdiction, StaffMember } from '../engine/place/read.ts';
import type { Transaction } from '../engine/store/transaction.ts';
import type { WorkKind } from './worklist/work-kind.ts';

/** Registers routes beside the pages: what programs ask, and files. */
export type Routes = (app: FastifyInstance, service: Service) => void;

/** A link in the bar of every desk page. */
export interface NavLink {
  readonly path: string;
  readonly text: Words<string>;
  readonly isFor: (role: StaffMember['role']) => boolean;
  /** Only at the office that has the counter. */
  readonly ofDeskOffice?: true;
}

/** A line above the list of what is owed, that leads to a page of its own: something that is no duty of one entity. */
export interface Reminder {
  readonly text: string;
  readonly path: string;
}

/** Says what a post is reminded of, if anything. */
export type Reminds = (service: Service, who: StaffMember, lang: Lang) => Promise<Reminder | undefined>;

/** What a feature shows and answers. Loaded where there is a server only: commands need none of it. */
export interface Faces {
  readonly pages?: readonly Page[];
  readonly routes?: readonly Routes[];
  /** Routes that read forms with files. */
  readonly uploads?: readonly Routes[];
  readonly nav?: readonly NavLink[];
  /** Its kinds of entities, as the lists of the desk know them. */
  readonly work?: readonly WorkKind[];
  /** What stands above the list of what is owed. */
  readonly reminds?: readonly Reminds[];
}

/** A place of the demo: its service, and a clock that a story sets to the time of each of its steps. */
export interface DemoPlace {
  readonly service: Service;
  readonly now: Instant;
  readonly setClock: (at: Instant) => void;
}

/** Something that is not as it follows from what happened: where, and what. */
export interface Misfit {
  readonly where: string;
  readonly what: string;
}

/** One feature as the roof knows it (`server/features.ts`): nothing there names what it has. */
export interface Feature {
  /** As its folder is called. */
  readonly name: string;
  readonly kinds?: readonly EntityKind[];
  readonly faces?: () => Promise<Faces>;
  /** What the sweep does once passed deadlines are written down. Late or twice, it comes to the same. */
  readonly sweeps?: readonly ((service: Service) => Promise<unknown>)[];
  /** What cannot wait for the sweep: asked every two seconds. Late or twice, it comes to the same. */
  readonly urgent?: readonly ((service: Service) => Promise<unknown>)[];
  /** Whether something of it that cannot wait has not happened in time: `/healthz` says so under `calls`. */
  readonly isLate?: (service: Service) => Promise<boolean>;
  /** What is wrong with the files of the operator that it goes by: `reconcile` names it, and `/healthz` says so under `calls`. */
  readonly wrongFiles?: (service: Service) => readonly Misfit[];
  /** Recomputes what it keeps beside the events of its kinds, in the snapshot of `reconcile`. */
  readonly recompute?: (tx: Transaction, it: Jurisdiction, now: Instant) => Promise<readonly Misfit[]>;
  /** What leaves for other machines, beside the outbox. */
  readonly deliveries?: readonly ((service: Service) => Promise<unknown>)[];
  /** Lives through its part of the demo; says in a line what it has put there. */
  readonly demo?: (place: DemoPlace) => Promise<string>;
}
