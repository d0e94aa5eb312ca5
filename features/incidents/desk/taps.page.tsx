import { statusOf } from '../../../engine/http/refusal-status.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { readStaffEntity, type StaffView } from '../../../engine/staff-entity.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import type { IncidentState } from '../domain/state.ts';
import { drills } from '../server/incidents.ts';
import { takeTap } from '../server/take-tap.ts';
import { nameOfRow } from './incidents.page.tsx';
import { PAGE } from './page-words.ts';
import { TAPS } from './taps-words.ts';

const numberOf = ({ params }: PageRequest): string => parseEntityNumber(params['number'] ?? '') ?? '';

const minutes = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

const draw = (request: PageRequest, view: StaffView<IncidentState>, refusal?: Refusal): PageReply => {
  const { lang, csrf, query, form } = request;
  const said = TAPS[lang];
  const { state, number } = view;
  const path = href(lang, `/desk/drill/${number}/taps`);
  const { alarmAt, outAt } = state;
  const [before, count, after] = said.waiting('0');
  const key = form['key'] ?? '';
  return html(
    said.title,
    <div
      data-taps={number}
      data-action={path}
      data-csrf={csrf}
      {...(alarmAt === null ? {} : { 'data-since': String(alarmAt) })}
      {...(outAt === null ? {} : { 'data-until': String(outAt) })}
    >
      <p class="note" role="note">
        <b>{PAGE[lang].isDrill}</b> {PAGE[lang].drillSays}
      </p>
      <h1>{nameOfRow({ what: state.what, site_called: state.site?.name ?? null }, lang)}</h1>
      <p class="lead">{said.lead}</p>
      {refusal && (
        <p class="note bad" role="alert" {...(key === '' ? {} : { 'data-not-taken': key, 'data-why': refusal.refused })}>
          {sentenceFor(refusal, lang)}
        </p>
      )}
      {query['taken'] !== undefined && (
        <p class="note" role="status" data-taken={query['taken'].slice(0, 32)}>
          {said.taken}
        </p>
      )}
      <p class="code" data-elapsed>
        {alarmAt !== null && outAt !== null ? minutes(outAt - alarmAt) : ''}
      </p>
      {state.targetMinutes !== null && <p>{said.target(state.targetMinutes)}</p>}
      <p class="note" data-waiting hidden>
        {before}
        <b data-count>{count}</b>
        {after}
      </p>
      <p class="note bad" role="alert" data-signed-out hidden>
        {said.signedOut}
      </p>
      <p class="note bad" role="alert" data-refused hidden>
        {said.refused}
      </p>
      {outAt === null && (
        <form method="post" action={path}>
          <input type="hidden" name="csrf" value={csrf} />
          <p class="row">
            {alarmAt === null && (
              <button class="btn" name="tap" value="alarm">
                {said.alarm}
              </button>
            )}
            <button class="btn" name="tap" value="out">
              {said.out}
            </button>
          </p>
        </form>
      )}
      <h2>{said.countTitle}</h2>
      <form method="post" action={path} data-tap="count">
        <input type="hidden" name="csrf" value={csrf} />
        <label for="group">{said.group}</label>
        <input type="text" id="group" name="group" autocomplete="off" maxLength={40} />
        <label for="out">{said.outCount}</label>
        <input type="text" id="out" name="out" inputMode="numeric" autocomplete="off" />
        <label for="missing">{said.missing}</label>
        <input type="text" id="missing" name="missing" inputMode="numeric" autocomplete="off" />
        <p>
          <button class="btn plain" name="tap" value="count">
            {said.count}
          </button>
        </p>
      </form>
      {state.counted.length > 0 && (
        <ul>
          {state.counted.map((one) => (
            <li>
              {view.entries.find(({ event }) => event.n === one.n)?.texts['group']}: {one.out} / {one.missing}
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={href(lang, `/desk/drill/${number}`)}>{said.back}</a>
      </p>
    </div>,
    { script: 'incident', other: `/desk/drill/${number}/taps`, ...(refusal ? { status: statusOf(refusal.refused) } : {}) },
  );
};

const show = async (request: PageRequest, refusal?: Refusal): Promise<PageReply> => {
  const { service, lang, staff } = request;
  const view = staff === null ? undefined : await readStaffEntity(service, drills, numberOf(request), staff);
  if (view === undefined || isRefusal(view)) return { ...errorPage(lang, view ?? refuse('not_found')), other: '/desk/incidents' };
  return draw(request, view, refusal);
};

const take = async (request: PageRequest): Promise<PageReply> => {
  const { service, staff, form } = request;
  const number = numberOf(request);
  const refusal = staff === null ? refuse('not_found') : await takeTap(service, number, staff, form);
  if (refusal) return show(request, refusal);
  return { kind: 'redirect', to: `/desk/drill/${number}/taps?taken=${/^[0-9a-f]{32}$/.test(form['key'] ?? '') ? form['key'] : ''}` };
};

/** The evacuation of a drill in two taps, with the numbers by class or floor: on a phone, with a signal or without. */
export const pages: readonly Page[] = [
  { path: '/desk/drill/:number/taps', method: 'GET', face: 'desk', handle: (request) => show(request) },
  { path: '/desk/drill/:number/taps', method: 'POST', face: 'desk', handle: take },
];
