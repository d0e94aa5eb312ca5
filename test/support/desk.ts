import { createHash, randomBytes } from 'node:crypto';
import { readFilter } from '../../desk/worklist/filter.ts';
import { readWorklist, type Worklist } from '../../desk/worklist/read-worklist.ts';
import type { StaffMember } from '../../engine/place/read.ts';
import type { Service } from '../../engine/service.ts';
import { matterKind } from '../../features/grievances/desk/matter-kind.ts';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import type { Asker } from '../../features/grievances/domain/decide.ts';
import type { OpenKind } from '../../kernel/matter/kinds.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import type { CheckedFile } from '../../engine/files/check-file.ts';
import { openSession } from '../../engine/people/sessions.ts';
import type { TestTown } from './installation.ts';

/** Files a matter and returns its number. */
export const fileIn = async (
  town: TestTown,
  subject: string,
  more: {
    readonly body?: string;
    readonly place?: string;
    readonly pack?: string;
    /** An id of the list of subjects. */
    readonly service?: string;
    /** What it is; a grievance where nothing is said. */
    readonly kind?: OpenKind;
    readonly lang?: 'zh-CN' | 'en';
    readonly files?: readonly CheckedFile[];
  } = {},
): Promise<string> => {
  const filed = await fileMatter(
    town.service,
    {
      fields: { subject, body: more.body ?? '和平街的路灯三周不亮。', ...(more.place === undefined ? {} : { place: more.place }) },
      lang: more.lang ?? 'zh-CN',
      files: more.files ?? [],
      ...(more.pack === undefined ? {} : { pack: more.pack }),
      ...(more.service === undefined ? {} : { service: more.service }),
      ...(more.kind === undefined ? {} : { kind: more.kind }),
    },
    { token: null },
  );
  if (isRefusal(filed)) throw new Error(filed.refused);
  return filed.number;
};

/** Takes steps one after the other; throws when one is refused. */
export const live = async (
  town: TestTown,
  number: string,
  ...steps: readonly (readonly [who: Asker, command: string, input?: JsonObject])[]
): Promise<void> => {
  for (const [who, name, input = {}] of steps) {
    const refusal = await takeStep(town.service, number, who, { name, input });
    if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
  }
};

/** A session of an account, without the sign-in page. */
export const sessionOf = (town: TestTown, staff: string): Promise<string> => town.service.read((tx) => openSession(tx, staff, town.now()));

/** A photo as it would be stored: bytes that nothing decodes. */
export const storedPhoto = (size: number, type: CheckedFile['type'] = 'image/jpeg'): CheckedFile => {
  const bytes = randomBytes(size);
  return { type, bytes, sent: createHash('sha256').update(bytes).digest('hex') };
};

/** A list of the desk as a post reads it; `query` is what its address says. */
export const worklistOf = (
  service: Service,
  who: StaffMember,
  query: { readonly [name: string]: string } = {},
): Promise<Worklist | Refusal> => readWorklist(service, [matterKind], who, readFilter(query));
