import { createElement } from 'preact';
import type { Faces } from '../../desk/feature.ts';
import { staffEntityRoutes } from '../../desk/staff-entity/api.ts';
import type { StaffFace } from '../../desk/staff-entity/face.ts';
import { staffEntityPages } from '../../desk/staff-entity/pages.tsx';
import { staffWorkKind } from '../../desk/staff-entity/work-kind.ts';
import { parseEntityNumber } from '../../engine/store/entity-number.ts';
import { chosenSite, comingBack, spotRows } from '../sites/public.ts';
import { AssetBody } from './desk/asset-body.tsx';
import { pages } from './desk/assets.page.tsx';
import { exportPages } from './desk/export.page.ts';
import { ASSET_WORDS, LINKS, SEATS } from './desk/words.ts';
import type { AssetState } from './domain/state.ts';
import { assets } from './server/assets.ts';
import { assetNames } from './server/read-assets.ts';

/** What a form that says everything anew begins with. */
const asItIs = ({ class: kind, name, english, spot, made }: AssetState): { readonly [name: string]: string } => ({
  class: kind,
  name,
  english: english ?? '',
  spot: spot === null ? '' : String(spot),
  made: made ?? '',
});

const face: StaffFace<AssetState> = {
  kind: assets,
  path: '/desk/asset',
  newPath: '/desk/assets/new',
  apiPath: '/api/v1/staff/assets',
  nameOf: ({ name }) => name,
  words: ASSET_WORDS,
  seats: [
    { party: 'asset_office', label: SEATS.office, officeOf: ({ office }) => office },
    { party: 'asset_supervisor', label: SEATS.local, officeOf: ({ local }) => local },
    { party: 'asset_sector', label: SEATS.sector, officeOf: ({ sector }) => sector },
  ],
  stageOf: ({ stage }) => stage ?? 'asset_entered',
  gradeOf: (state) => state.class,
  choicesOf: (field, { pauses }, lang, which) =>
    field === 'pause'
      ? pauses
          .filter((it) => which === 'all' || it.backOn === null)
          .map(({ n, from, to }) => ({ value: String(n), text: LINKS.pause(from, to)[lang] }))
      : undefined,
  choicesFrom: async (service, state, given) => {
    const site = state?.site ?? parseEntityNumber(given['site'] ?? '');
    const spots = site === undefined ? [] : await service.read((tx) => spotRows(tx, [site]));
    const chosen = await chosenSite(service, state, given);
    return (field, lang) =>
      field === 'spot' ? spots.map(({ spot, name }) => ({ value: String(spot), text: `${spot} ${name}` })) : chosen(field, lang);
  },
  beginsWith: ({ site }): { readonly [name: string]: string } => (site === undefined ? {} : { site: site.slice(0, 20) }),
  startsWith: (verb, state): { readonly [name: string]: string } => (verb === 'change_asset' ? asItIs(state) : {}),
  body: (view, lang) => createElement(AssetBody, { view, lang }),
  papersOf: () => [],
};

export const faces: Faces = {
  pages: [...pages, ...exportPages, ...staffEntityPages(face)],
  routes: [staffEntityRoutes(face)],
  nav: [{ path: '/desk/assets', text: LINKS.assets, isFor: (role) => role !== 'admin' && role !== 'custodian' && role !== 'auditor' }],
  work: [
    {
      ...staffWorkKind(
        face,
        [
          ['own', 'asset_office'],
          ['own', 'asset_post'],
          ['above', 'asset_supervisor'],
          ['above', 'asset_overseer'],
        ],
        async (tx, _service, numbers) => {
          const names = await assetNames(tx, numbers);
          return new Map([...names].map(([number, title]) => [number, { title, lang: 'zh-CN' }]));
        },
      ),
      besides: comingBack('asset'),
    },
  ],
};
