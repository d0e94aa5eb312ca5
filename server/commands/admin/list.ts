import { toIso } from '../../../kernel/calendar/instant.ts';
import { inJurisdiction } from '../../../engine/store/transaction.ts';
import { systemClock, withInstallation } from '../../instance.ts';
import { listPending } from '../../../engine/people/grants.ts';
import { listAccounts, type Account } from '../../../engine/people/list-accounts.ts';
import { findJurisdiction } from '../../../engine/place/read.ts';
import { dataOf, SERVED, type Io } from '../io.ts';

const PAGE = 200;

const waysIn = (it: Account): string =>
  [
    it.password ? 'password' : '',
    it.passkeys > 0 ? `${it.passkeys} passkey${it.passkeys === 1 ? '' : 's'}` : '',
    it.oidc ? 'organisation' : '',
    it.link ? 'link waiting' : '',
  ]
    .filter((way) => way !== '')
    .join(', ') || 'no way in yet';

/** `huiyin admin list`: offices, accounts, what waits for a second person, and the definitions that new matters get. */
export const listCommand = (options: { readonly data?: string }, io: Io): Promise<number> =>
  withInstallation(dataOf(options.data), (it) =>
    inJurisdiction(it.pools.app, SERVED, async (tx) => {
      const now = systemClock();
      const known = await findJurisdiction(tx, now);
      if (!known) return (io.err('not_ready: there is no jurisdiction yet: ./huiyin admin set-up FILE'), 2);
      const accounts: Account[] = [];
      for (let from = '', more = true; more;) {
        const page = await listAccounts(tx, now, from, PAGE + 1);
        accounts.push(...page.slice(0, PAGE));
        from = page[PAGE]?.staff ?? '';
        more = page.length > PAGE;
      }
      const pending = await listPending(tx, now);
      const offices = [...known.offices.values()].map((office) => ({
        office: office.office,
        zh: office.name_zh,
        en: office.name_en,
        parent: office.parent,
        bell: office.has_bell,
        duty: office.duty_phone,
        address: office.address,
        hours: office.hours,
        phone: office.phone,
        transfers: known.twoSigners.has(office.office) ? 'two' : 'one',
      }));
      const definitions = [
        ...[...known.newestPack].map(([id, hash]) => ({ kind: 'pack', id, hash, isDefault: hash === known.pack })),
        { kind: 'calendar', id: known.calendars.get(known.calendar)?.id ?? '', hash: known.calendar, isDefault: true },
        ...(known.custodians ? [{ kind: 'custodians', id: 'custodians', hash: known.custodians.hash, isDefault: true }] : []),
        ...(known.papers === null ? [] : [{ kind: 'papers', id: 'papers', hash: known.papers, isDefault: true }]),
        ...(known.subjects ? [{ kind: 'subjects', id: known.subjects.set.id, hash: known.subjects.hash, isDefault: true }] : []),
        ...(known.places ? [{ kind: 'places', id: known.places.set.id, hash: known.places.hash, isDefault: true }] : []),
        ...[...known.forms.newest].map(([id, hash]) => ({ kind: 'form', id, hash, isDefault: true })),
        ...[...known.programmes.newest].map(([id, hash]) => ({ kind: 'programme', id, hash, isDefault: true })),
        ...[...known.dutyPlans.newest].map(([id, hash]) => ({ kind: 'duty_plan', id, hash, isDefault: true })),
        ...[...known.plans.newest].map(([id, hash]) => ({ kind: 'emergency_plan', id, hash, isDefault: true })),
        ...[...known.terms.newest].map(([id, hash]) => ({ kind: 'terms', id, hash, isDefault: true })),
        ...(known.door ? [{ kind: 'door', id: known.door.door.origin, hash: known.door.hash, isDefault: true }] : []),
      ];
      io.facts?.({
        offices,
        accounts: accounts.map((one) => ({ ...one })),
        pending: pending.map(({ staff, step, office, role, asked_post }) => ({
          staff,
          step,
          post: `${office}.${role}`,
          askedBy: asked_post,
        })),
        definitions,
        asOf: toIso(now),
      });
      for (const one of offices) io.out(`office      ${one.office}  ${one.en}${one.parent === null ? '' : `, below ${one.parent}`}`);
      for (const one of accounts) io.out(`account     ${one.staff}  ${one.post}  ${waysIn(one)}`);
      for (const one of pending)
        io.out(`waits       ${one.staff}  ${one.step} of ${one.office}.${one.role}, asked by ${one.asked_post ?? 'the machine'}`);
      for (const one of definitions) io.out(`in force    ${one.kind}  ${one.id}  ${one.hash}${one.isDefault ? '' : '  (offered)'}`);
      return 0;
    }),
  );
