import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { parsePlainDate } from '../../../../kernel/calendar/plain-date.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import type { Refusal } from '../../../../kernel/refusal.ts';
import { dayInWords } from '../../../../portal/dates.ts';
import { href, type Lang } from '../../../../portal/page.ts';
import { sentenceFor } from '../../../../portal/refusal-sentences.ts';
import { WithTel } from '../../../../portal/tel.tsx';
import type { Option } from '../../domain/decide.ts';
import { agreedTerms, askedCourt, confirmedBy, isOver, isOwedTo, termsChange, termsOf, type Side } from '../../domain/mediation/table.ts';
import { newestStep } from '../../domain/newest-step.ts';
import { has } from '../../domain/state.ts';
import type { MatterView } from '../../server/read-matter.ts';
import { dayOf, namedIn } from '../filing/seen.ts';
import { formToken } from '../filing/typed.ts';
import { Stages } from '../following/stages.tsx';
import { MEDIATION_CHOICES } from '../mediation-words.ts';
import { officeName } from '../offices.ts';
import { STANDS, STEPS, worded } from '../step-words.ts';
import { Words } from '../words.tsx';
import { TABLE } from './table-words.ts';

/** The table as one side sees it. */
export interface AtTable {
  readonly view: MatterView;
  readonly options: readonly Option[];
  readonly side: Side;
  readonly lang: Lang;
  readonly code: string;
  /** What was typed and refused, and what was just done. */
  readonly typed?: { readonly command: string; readonly words: string; readonly fault: Refusal };
  readonly done?: string;
}

const isOpen = ({ options }: AtTable, command: string): boolean => options.some((it) => it.command === command && it.open);

/** The hidden fields of every form of the page. */
const Hidden = ({ it, command }: { readonly it: AtTable; readonly command: string }) => (
  <>
    <input type="hidden" name="code" value={it.code} />
    <input type="hidden" name="command" value={command} />
    <input type="hidden" name="token" value={formToken(undefined)} />
  </>
);

const Step = ({
  it,
  command,
  text,
  plain,
}: {
  readonly it: AtTable;
  readonly command: string;
  readonly text: string;
  readonly plain?: true;
}) => (
  <form method="post" action={href(it.lang, '/mediation/step')}>
    <Hidden it={it} command={command} />
    <p>
      <button class={plain ? 'btn plain' : 'btn'}>{text}</button>
    </p>
  </form>
);

const WordsForm = ({
  it,
  command,
  label,
  hint,
  button,
}: {
  readonly it: AtTable;
  readonly command: string;
  readonly label: string;
  readonly hint: string;
  readonly button: string;
}) => {
  const wrong = it.typed?.command === command ? it.typed : undefined;
  return (
    <form method="post" action={href(it.lang, '/mediation/step')} class="screen">
      <Hidden it={it} command={command} />
      <div class={wrong ? 'err' : undefined}>
        <label for={`words-${command}`}>{label}</label>
        <p class="hint" id={`hint-${command}`}>
          {hint}
        </p>
        {wrong && (
          <p class="why" id={`why-${command}`}>
            {sentenceFor(wrong.fault, it.lang)}
          </p>
        )}
        <textarea
          class="short"
          id={`words-${command}`}
          name="words"
          aria-describedby={wrong ? `why-${command} hint-${command}` : `hint-${command}`}
          {...(wrong ? { 'aria-invalid': true as const } : {})}
        >{`\n${wrong?.words ?? ''}`}</textarea>
      </div>
      <p>
        <button class="btn">{button}</button>
      </p>
    </form>
  );
};

/** A term in one line, as this side reads it. */
export const termLine = ({ view, side, lang }: Pick<AtTable, 'view' | 'side' | 'lang'>, { data }: MatterEvent): string => {
  const words = TABLE[lang];
  const by = parsePlainDate(String(data['by']));
  return words.term(
    data['owes'] === 'both' ? words.whoBoth : data['owes'] === side ? words.whoYou : words.whoThey,
    worded(MEDIATION_CHOICES, data['object'], lang),
    typeof data['amount'] === 'number' ? String(data['amount']) : '',
    by === undefined ? '' : dayInWords(by, lang, view.today),
  );
};

const wordsOf = (view: MatterView, n: unknown): string =>
  view.entries.find(({ event }) => event.n === n && event.level === 0)?.texts['what'] ?? '';

const Kept = ({ it, term }: { readonly it: AtTable; readonly term: MatterEvent }) => {
  const words = TABLE[it.lang];
  const said = it.view.state.history.findLast(
    (event) => event.type === 'term_judged' && event.data['of'] === term.n && event.data['side'] === it.side,
  );
  if (!isOwedTo(term, it.side)) return null;
  return (
    <>
      {said && <p class="small">{words.keptSaid(words.kept[said.data['kept'] === 'kept' ? 'kept' : 'not_kept'])}</p>}
      <form method="post" action={href(it.lang, '/mediation/step')} class="screen">
        <Hidden it={it} command="judge_term" />
        <input type="hidden" name="of" value={String(term.n)} />
        <p class="row">
          <span class="small">{words.keptAsk}</span>
          {(['kept', 'not_kept'] as const).map((value) => (
            <button class="btn plain" name="kept" value={value}>
              {words.kept[value]}
            </button>
          ))}
        </p>
      </form>
    </>
  );
};

const Terms = (it: AtTable) => {
  const words = TABLE[it.lang];
  const { state } = it.view;
  const agreed = agreedTerms(state);
  const terms = agreed.length > 0 ? agreed : termsOf(state);
  const confirmed = confirmedBy(state);
  const other: Side = it.side === 'opener' ? 'other' : 'opener';
  return (
    <section>
      <h2>{words.terms}</h2>
      {terms.length === 0 && <p>{words.noTerms}</p>}
      {terms.length > 0 && (
        <ol>
          {terms.map((term) => (
            <li>
              <b>{termLine(it, term)}</b>
              <br />
              <Words text={wordsOf(it.view, term.data['term'] ?? term.n)} lang={it.lang} />
              {agreed.length > 0 && <Kept it={it} term={term} />}
            </li>
          ))}
        </ol>
      )}
      {terms.length > 0 && agreed.length === 0 && !isOver(state) && (
        <>
          {confirmed.includes(other) && <p>{words.confirmedThey}</p>}
          {confirmed.includes(it.side) ? (
            <p role="status">{words.confirmedYou}</p>
          ) : (
            isOpen(it, 'confirm_terms') && (
              <form method="post" action={href(it.lang, '/mediation/step')} class="card screen">
                <p>{words.confirmLead}</p>
                <Hidden it={it} command="confirm_terms" />
                <input type="hidden" name="of" value={String(termsChange(state)?.n ?? '')} />
                <p>
                  <button class="btn">{words.confirm}</button>
                </p>
              </form>
            )
          )}
        </>
      )}
    </section>
  );
};

const Court = (it: AtTable) => {
  const words = TABLE[it.lang];
  const asked = askedCourt(it.view.state).includes(it.side);
  return (
    <>
      {isOpen(it, 'join_confirmation') && (
        <section class="card screen">
          <h2>{words.court}</h2>
          <p>{words.courtText}</p>
          {asked ? <p role="status">{words.courtYou}</p> : <Step it={it} command="join_confirmation" text={words.court} />}
        </section>
      )}
      {isOpen(it, 'object_confirmation') && <Step it={it} command="object_confirmation" text={words.objection} plain />}
    </>
  );
};

/** The other ways, always: nobody has to mediate. */
export const OtherWays = ({ lang }: { readonly lang: Lang }) => {
  const words = TABLE[lang];
  return (
    <section>
      <h2>{words.ways}</h2>
      <p>
        <WithTel text={words.waysText} /> <a href={href(lang, '/ways')}>{words.waysLink}</a>
      </p>
    </section>
  );
};

const Line = ({ it, n }: { readonly it: AtTable; readonly n: number }) => {
  const entry = it.view.entries[n];
  if (!entry) return null;
  const { event } = entry;
  const named = { ...namedIn({ view: it.view, lang: it.lang }, event), isOther: event.data['side'] !== it.side };
  const text = STEPS[event.type](named)[it.lang];
  return (
    <li>
      <time class="small" dateTime={dateIn(event.recordedAt, it.view.jurisdiction.zone)}>
        {dayOf({ view: it.view, lang: it.lang }, event)}
      </time>
      <br />
      {entry.voided ? <s>{text}</s> : text}
      {event.type === 'term_agreed' && <span class="small"> · {termLine(it, event)}</span>}
      {Object.values(entry.texts).map((said) => (
        <p>
          <Words text={said} lang={it.lang} />
        </p>
      ))}
    </li>
  );
};

/** The page of a side: where it stands, the terms, what it can do, what happened. */
export const TableView = (it: AtTable) => {
  const { view, lang } = it;
  const words = TABLE[lang];
  const filed = view.state.history[0];
  return (
    <>
      <h1>{words.viewTitle(view.number)}</h1>
      {it.done !== undefined && (
        <div class="note" role="status">
          {it.done}
        </div>
      )}
      <div class="note">
        <p>
          <b>{STANDS[newestStep(view.state)]?.(namedIn({ view, lang }))[lang]}</b>
        </p>
        <p>
          {words.you[it.side]} {words.mediator(officeName(view.jurisdiction, view.state.lead, lang))}
        </p>
        <p class="small">{words.free}</p>
      </div>
      <div class="two">
        <div>
          {it.side === 'opener' && isOpen(it, 'invite_party') && (
            <section class="card screen">
              <h2>{words.invite}</h2>
              <WordsForm
                it={it}
                command="invite_party"
                label={words.inviteWords}
                hint={words.inviteHint}
                button={has(view.state, 'party_invited') ? words.inviteAgain : words.inviteButton}
              />
            </section>
          )}
          <Terms {...it} />
          <Court {...it} />
          {isOpen(it, 'tell_table') && (
            <WordsForm it={it} command="tell_table" label={words.tell} hint={words.tellHint} button={words.tellButton} />
          )}
          <section>
            <h2>{words.history}</h2>
            <ol class="log">
              {view.entries.map((_entry, n) => (
                <Line it={it} n={n} />
              ))}
            </ol>
          </section>
        </div>
        <aside>
          {it.side === 'opener' && isOpen(it, 'close_mediation') && (
            <section class="card screen">
              <h2>{words.close}</h2>
              <p class="small">{words.closeText}</p>
              <Step it={it} command="close_mediation" text={words.close} plain />
            </section>
          )}
          {isOpen(it, 'withdraw_consent') && (
            <details class="screen">
              <summary>{words.withdraw}</summary>
              <p>{words.withdrawText}</p>
              <Step it={it} command="withdraw_consent" text={words.withdraw} plain />
            </details>
          )}
          <form method="post" action={href(lang, '/mediation/papers')} class="screen">
            <input type="hidden" name="code" value={it.code} />
            <p>
              <button class="btn plain">{words.papers}</button>
            </p>
          </form>
          <OtherWays lang={lang} />
          <details>
            <summary>{words.stages}</summary>
            <Stages
              stages={view.stages}
              around={{ jurisdiction: view.jurisdiction, state: view.state, lang }}
              today={view.today}
              {...(filed ? { filed: dateIn(filed.recordedAt, view.jurisdiction.zone) } : {})}
            />
          </details>
        </aside>
      </div>
    </>
  );
};
