import type { StoredFile } from '../../../engine/files/stored-file.ts';
import { fileId } from '../../../engine/files/stored-file.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { readStaffEntity, readStaffFile } from '../../../engine/staff-entity.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { checks } from './checks.ts';

/**
 * The first photo of an answer of a record, for a post that may open that record; opened like it, with its trace (G18). Undefined where there is
 * none, where it has not come yet, and where the post may not; refused where it may open nothing more today.
 */
export const photoOfAnswer = async (
  service: Service,
  record: string,
  question: string,
  who: StaffMember,
): Promise<StoredFile | Refusal | undefined> => {
  const view = await readStaffEntity(service, checks, record, who);
  if (view === undefined || isRefusal(view)) return view;
  const { said, photos } = view.state;
  const named = said?.answers[question]?.photos ?? [];
  const here = named.flatMap((one) => photos.get((said?.photos ?? []).findIndex((it) => it.sha256 === one) + 1) ?? []);
  const [first] = here;
  if (!first) return undefined;
  return readStaffFile(service, checks, record, fileId({ level: 0, n: first.n }, first.field), who);
};
