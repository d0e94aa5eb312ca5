import { kindIn } from '../../../engine/kind.ts';
import type { Service } from '../../../engine/service.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { fold } from '../domain/state.ts';
import { assets } from './assets.ts';

interface Seats {
  readonly matter: string;
  readonly office: string;
  readonly sector: string;
  readonly local: string;
}

const AT_ONCE = 200;
const APART = statement<Seats>(
  'assets_apart_from_sites',
  'select a.matter, s.office, s.sector, s.local from asset a join site s on s.jurisdiction = $1 and s.matter = a.site where a.jurisdiction = $1 and a.until is null and (a.office, a.sector, a.local) <> (s.office, s.sector, s.local) and a.matter > $2 order by a.matter limit $3',
);

/** Where a site has changed hands, so has what hangs on it. The sweep's part; late or twice, it comes to the same. */
export const followSites = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  for (let after = ''; ;) {
    const found = await service.read((tx) => tx.run(APART, [tx.jurisdiction, after, AT_ONCE]));
    after = found.at(-1)?.matter ?? '';
    if (found.length === 0) return;
    for (const { matter, office, sector, local } of found)
      await service.sweepLane.submit({
        kind: 'step',
        matter,
        of: kindIn(assets, it),
        decide: ({ events }) => {
          const state = fold(events);
          const isSame = state.office === office && state.sector === sector && state.local === local;
          const data = { office, sector, local };
          return isSame || state.ended
            ? []
            : [{ type: 'asset_handed_on', level: 0, actor: { kind: 'system' }, visibility: 'open', data, texts: {} }];
        },
      });
  }
};
