import type { Faces, Reminds } from '../../desk/feature.ts';
import { dateIn } from '../../kernel/calendar/zone.ts';
import { pages } from './desk/plans.page.tsx';
import { TEAMS } from './desk/team-words.ts';
import { pages as teamPages, TEAMS_PATH } from './desk/teams.page.tsx';
import { LINK } from './desk/words.ts';
import { isEnding, isToldOf, teamsInForce } from './server/teams.ts';

/** A head, and whoever brings a team, is told of it a month before its cover or its term ends, and until the plan says otherwise. */
const remind: Reminds = async (service, who, lang) => {
  const it = await service.jurisdiction();
  const rows = teamsInForce(it, dateIn(service.clock(), it.zone)).filter((row) => isEnding(row) && isToldOf(row, who));
  return rows.length === 0 ? undefined : { text: TEAMS[lang].ending(rows.length), path: TEAMS_PATH };
};

export const faces: Faces = {
  reminds: [remind],
  pages: [...pages, ...teamPages],
  nav: [
    {
      path: '/desk/plans',
      text: LINK.plans,
      isFor: (role) => role !== 'admin' && role !== 'custodian' && role !== 'auditor' && role !== 'reviewer',
    },
  ],
};
