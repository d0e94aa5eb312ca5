import type { ComponentChildren } from 'preact';
import type { StaffView } from '../../../engine/staff-entity.ts';
import { postsToRing, standingOf, type MessageRow } from '../../../engine/calls/read-calls.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { teamsOfStep } from '../../../kernel/plan/chain-on.ts';
import type { EmergencyPlan } from '../../../kernel/plan/plan.ts';
import { named } from '../../../desk/staff-entity/face.ts';
import { dayInWords, momentInWords } from '../../../portal/dates.ts';
import { MARKS } from '../../../portal/marks.ts';
import { href, type Lang } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { leftOutText, teamName, TEAMS } from '../../plans/public.ts';
import { isWaitedFor, leftOutOf, nextCallAt } from '../domain/calling.ts';
import { isCalling, type CalledStep, type IncidentState } from '../domain/state.ts';
import { TOLL } from '../domain/vocabulary.ts';
import { CHOICES } from './choice-words.ts';
import { clocksOf } from './clocks.ts';
import { PAGE } from './page-words.ts';
import { postName } from '../../grievances/public.ts';
import { FIELDS, OWED } from './words.ts';

const phonesPath = ({ state, number }: StaffView<IncidentState>): string =>
  `/desk/${state.isDrill ? 'drill' : 'incident'}/${number}/phones`;

interface BodyProps {
  readonly view: StaffView<IncidentState>;
  /** What went out for its calls. */
  readonly messages: readonly MessageRow[];
  readonly plan: EmergencyPlan | undefined;
  readonly lang: Lang;
}

const clock = ({ it }: StaffView<IncidentState>, at: Instant, lang: Lang): string => momentInWords(at, it.zone, lang);

/** Every clock with its end, how it stands, and by what it was met. */
export const Clocks = ({ view, lang }: BodyProps) => {
  const said = PAGE[lang];
  const [what, by, how, proof] = said.clockHeads;
  const rows = clocksOf(view);
  return rows.length === 0 ? null : (
    <>
      <h2>{said.clocks}</h2>
      <WorkTable label={said.clocks} heads={said.clockHeads}>
        {rows.map(({ duty, proof: met }) => (
          <tr>
            <td data-head={what}>{named(OWED, duty.kind, lang)}</td>
            <td data-head={by}>
              {duty.due === null ? '' : typeof duty.due === 'string' ? dayInWords(duty.due, lang, view.today) : clock(view, duty.due, lang)}
            </td>
            <td data-head={how}>
              <span class={duty.status === 'overdue' || duty.status === 'met_late' ? 'tag late' : 'tag'}>{said.status[duty.status]}</span>
            </td>
            <td data-head={proof}>
              {met === null
                ? ''
                : [
                    clock(view, met.at, lang),
                    ...(met.how === null ? [] : [named(CHOICES, met.how, lang)]),
                    ...(met.post === null ? [] : [postName(view.it, met.post, lang)]),
                  ].join(' · ')}
            </td>
          </tr>
        ))}
      </WorkTable>
    </>
  );
};

const isOfCall = (message: MessageRow, { step, cycle }: CalledStep, { post, because }: CalledStep['posts'][number]): boolean =>
  message.step === step && message.cycle === cycle && message.post === post && message.because === because;

/** By which channel a message went and when; that it waits; or that none reached anybody. Sent is not heard: an answer is. */
const Sending = ({ found, view, lang }: { readonly found: MessageRow | undefined } & Pick<BodyProps, 'view' | 'lang'>) => {
  const said = PAGE[lang];
  if (found === undefined) return null;
  if (found.state === 'given_up') return <span class="tag late">{said.ring}</span>;
  if (found.state === 'over') return <>{said.messageOver}</>;
  if (found.state !== 'sent' || found.tried_at === null) return <span class="tag soon">{said.messageWaits(found.attempt)}</span>;
  return <>{said.messageSent(found.channel ?? '', clock(view, found.tried_at, lang))}</>;
};

/** The teams that a post brings to a step for which it was called. */
const Brings = ({ view, plan, step, post, lang }: Omit<BodyProps, 'messages'> & { readonly step: string; readonly post: string }) => {
  const out = leftOutOf(view.state);
  const teams = (plan ? teamsOfStep(plan, step) : []).filter((team) => team.post === post && !out.some((one) => one.team === team.id));
  return teams.length === 0 ? null : (
    <div class="small">{TEAMS[lang].bringing(teams.map((team) => teamName(team, lang)).join(MARKS[lang].list))}</div>
  );
};

/** Who was called when and why, and what each has answered; when the next ones are called. */
export const Calls = ({ view, messages, plan, lang }: BodyProps) => {
  const said = PAGE[lang];
  const { state, it } = view;
  const [post, at, because, message, answer] = said.callHeads;
  const ring = isCalling(state) ? postsToRing(messages).filter((one) => isWaitedFor(state, one)) : [];
  const next = nextCallAt(state);
  const label = (step: string): string => plan?.chain.steps.find(({ id }) => id === step)?.id ?? step;
  return (
    <>
      <h2>{said.calls}</h2>
      {ring.length > 0 && (
        <p class="note bad" role="alert">
          {said.ringThem(ring.map((one) => postName(it, one, lang)).join(MARKS[lang].list))}{' '}
          <a href={href(lang, phonesPath(view))}>{said.phones}</a>
        </p>
      )}
      {state.calls.length === 0 ? (
        <p>{said.callsNone}</p>
      ) : (
        <WorkTable label={said.calls} heads={said.callHeads}>
          {state.calls.flatMap((called) =>
            called.posts.map((one) => {
              const answers = state.answers.filter((given) => given.post === one.post && given.at >= called.at);
              return (
                <tr>
                  <td data-head={post}>
                    {postName(it, one.post, lang)}
                    {one.because !== 'leader' && <Brings view={view} plan={plan} step={called.step} post={one.post} lang={lang} />}
                  </td>
                  <td data-head={at}>{clock(view, called.at, lang)}</td>
                  <td data-head={because}>{said.because[one.because]}</td>
                  <td data-head={message}>
                    <Sending found={standingOf(messages.filter((it) => isOfCall(it, called, one)))} view={view} lang={lang} />
                  </td>
                  <td data-head={answer}>
                    {answers.length === 0
                      ? said.waits
                      : answers.map((given) => `${said.answer[given.answer]} ${clock(view, given.at, lang)}`).join(' · ')}
                  </td>
                </tr>
              );
            }),
          )}
        </WorkTable>
      )}
      {state.calls
        .filter(({ posts }) => posts.length === 0)
        .map(({ step }) => (
          <p class="note">{said.nobody(label(step))}</p>
        ))}
      {leftOutOf(state).map((out) => (
        <p class="note">{leftOutText(plan, out, lang)}</p>
      ))}
      {next !== null && <p>{said.nextAt(clock(view, next, lang))}</p>}
    </>
  );
};

const Tasks = ({ view, plan, lang }: BodyProps) => {
  const said = PAGE[lang];
  const [, group, by, how] = said.taskHeads;
  const { tasks } = view.state;
  const label = (id: string): string => {
    const task = plan?.tasks.find((one) => one.id === id);
    const own = view.entries.find(({ event }) => `own-${event.n}` === id)?.texts['words'];
    return task ? inLang(task.label, lang) : (own ?? said.ownTask);
  };
  return tasks.length === 0 ? null : (
    <>
      <h2>{said.tasks}</h2>
      <WorkTable label={said.tasks} heads={said.taskHeads}>
        {tasks.map((task) => (
          <tr>
            <th scope="row">{label(task.id)}</th>
            <td data-head={group}>{named(CHOICES, task.group, lang)}</td>
            <td data-head={by}>{clock(view, task.dueAt, lang)}</td>
            <td data-head={how}>
              {task.doneAt === null ? (
                <span class="tag soon">{said.open}</span>
              ) : (
                <span class={task.doneAt > task.dueAt ? 'tag late' : 'tag'}>{said.done(clock(view, task.doneAt, lang))}</span>
              )}
            </td>
          </tr>
        ))}
      </WorkTable>
    </>
  );
};

const Evacuation = ({ view, lang }: BodyProps) => {
  const { alarmAt, outAt, counted, targetMinutes } = view.state;
  const said = PAGE[lang];
  const [group, out, missing] = said.countedHeads;
  if (alarmAt === null) return null;
  return (
    <>
      <h2>{said.evacuation}</h2>
      <p>
        {said.alarm(clock(view, alarmAt, lang))}
        {outAt !== null && ` · ${said.out(clock(view, outAt, lang), Math.round((outAt - alarmAt) / 1000))}`}
        {targetMinutes !== null && ` · ${said.target(targetMinutes)}`}
      </p>
      {counted.length > 0 && (
        <WorkTable label={said.evacuation} heads={said.countedHeads}>
          {counted.map((one) => (
            <tr>
              <td data-head={group}>{view.entries.find(({ event }) => event.n === one.n)?.texts['group']}</td>
              <td data-head={out}>{one.out}</td>
              <td data-head={missing}>{one.missing}</td>
            </tr>
          ))}
        </WorkTable>
      )}
    </>
  );
};

const Standing = ({ view, lang }: BodyProps) => {
  const { commander, toll, level, stage, reports } = view.state;
  const said = PAGE[lang];
  const numbers = TOLL.filter((count) => toll[count] !== undefined).map((count) => `${named(FIELDS, count, lang)} ${toll[count]}`);
  const waiting = reports.filter(({ proof, returned }) => proof === null && !returned);
  return (
    <>
      {stage !== 'closed' && (
        <p>{commander === null ? said.commandNone : said.commander(CHOICES[commander]?.[lang] ?? postName(view.it, commander, lang))}</p>
      )}
      {numbers.length > 0 && <p>{numbers.join(' · ')}</p>}
      {level !== null && <p>{said.level(named(CHOICES, level.level, lang), clock(view, level.until, lang))}</p>}
      {waiting.map(({ which, at }) => (
        <p class="note">
          {named(CHOICES, which, lang)} {clock(view, at, lang)} · {said.sent}
        </p>
      ))}
    </>
  );
};

/** What stands on the page of an incident or a drill before its steps. */
export const IncidentBody = (props: BodyProps): ComponentChildren => {
  const { view, lang } = props;
  const said = PAGE[lang];
  const { state } = view;
  const site = state.site;
  return (
    <>
      {state.stage !== 'closed' && (
        <div data-live={`/desk/live/${view.number}`} data-length={String(view.entries.length)}>
          <p class="note" role="status" data-news hidden>
            {said.news}
          </p>
        </div>
      )}
      {state.isDrill && (
        <p class="note" role="note">
          <b>{said.isDrill}</b> {said.drillSays}
        </p>
      )}
      {view.texts['words'] !== undefined && <p class="words">{view.texts['words']}</p>}
      <Standing {...props} />
      <Clocks {...props} />
      <Calls {...props} />
      <Tasks {...props} />
      <Evacuation {...props} />
      <p class="row">
        <a href={href(lang, `/desk/${state.isDrill ? 'drill' : 'incident'}/${view.number}/review`)}>{said.review}</a>
        <a href={href(lang, phonesPath(view))}>{said.phones}</a>
        {state.stage === 'drill_began' && <a href={href(lang, `/desk/drill/${view.number}/taps`)}>{said.taps}</a>}
        {state.stage === 'danger_over' || state.stage === 'closed' ? (
          <a href={href(lang, `/desk/hazards/new${site === null ? '' : `?site=${site.site}`}`)}>{said.hazard}</a>
        ) : null}
        <a href={href(lang, '/desk/incidents')}>{said.title}</a>
      </p>
    </>
  );
};
