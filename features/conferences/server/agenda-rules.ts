import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Agenda } from '../../../kernel/policy/agenda.ts';
import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Words } from '../../../kernel/policy/vocabulary.ts';
import { CONFERENCE } from '../domain/vocabulary.ts';

/** What the newest pack of conferences says of agendas and meetings; undefined where none is in force. */
export const agendaRules = (it: Jurisdiction): Agenda | undefined => {
  for (const hash of it.newestPack.values()) {
    const pack: Pack<Words> | undefined = it.packs.get(hash);
    if (pack?.agenda !== undefined && CONFERENCE.packs.some((kind) => kind === pack.kind)) return pack.agenda;
  }
  return undefined;
};
