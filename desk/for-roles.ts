import type { Role } from '../kernel/access/access.ts';
import { refuse } from '../kernel/refusal.ts';
import { errorPage } from '../portal/error-page.tsx';
import type { Page, PageReply, PageRequest } from '../portal/page.ts';
import type { StaffMember } from '../engine/place/read.ts';

/** A page of the desk for some posts only; for the others it says that there is nothing for them here. */
export const forRoles =
  (isAllowed: (role: Role) => boolean) =>
  (work: (request: PageRequest, member: StaffMember) => Promise<PageReply>): Page['handle'] =>
  async (request) =>
    request.staff && isAllowed(request.staff.role) ? work(request, request.staff) : errorPage(request.lang, refuse('not_your_post'));
