import { inLang } from '../../../../kernel/language/languages.ts';
import { getPlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { dayInWords } from '../../../../portal/dates.ts';
import { LogSteps } from '../../../../portal/log-steps.tsx';
import { href, html, type PageReply } from '../../../../portal/page.ts';
import { WithTel } from '../../../../portal/tel.tsx';
import { sentenceFor } from '../../../../portal/refusal-sentences.ts';
import { ROLE_WORDS } from '../../../../portal/role-words.ts';
import { statusOf } from '../../../../engine/http/refusal-status.ts';
import { AskedOfYou } from './asked.tsx';
import { Files } from '../files.tsx';
import { CommentCard } from '../comments/comment-card.tsx';
import { ClaimBanner, CodeSection } from '../codes/code-section.tsx';
import { CODE } from '../codes/code-words.ts';
import { FOLLOW } from './follow-words.ts';
import { Found } from './found.tsx';
import { HazardCard } from '../line/hazard-card.tsx';
import { RewardCard } from '../line/reward-card.tsx';
import { History } from './history.tsx';
import { officeName } from '../offices.ts';
import { ClosedOptions, OpenOptions } from './options.tsx';
import { Papers } from './papers.tsx';
import type { Seen } from '../filing/seen.ts';
import { Stages } from './stages.tsx';
import { Standing } from './standing.tsx';
import { TroubleCard } from '../troubles/trouble.page.tsx';
import { worded } from '../step-words.ts';
import { TableCard } from '../table/table-card.tsx';
import { Words } from '../words.tsx';

const Yours = ({ view, lang, fileLink }: Seen) => {
  const words = FOLLOW[lang];
  const texts = view.entries[0]?.texts ?? {};
  return (
    <section>
      <h2>{words.yours}</h2>
      {texts['body'] === undefined && <p>{words.erased}</p>}
      {view.reportedAt !== null && (
        <>
          <h3 class="small">{words.place}</h3>
          <p>{inLang(view.reportedAt, lang)}</p>
        </>
      )}
      {(['body', 'place', 'ask', 'needs'] as const).map((name) =>
        texts[name] === undefined ? null : (
          <>
            <h3 class="small">{words[name]}</h3>
            <p>
              <Words text={texts[name]} lang={lang} />
            </p>
          </>
        ),
      )}
      <Files files={view.entries[0]?.files ?? []} lang={lang} link={fileLink} />
    </section>
  );
};

const Reads = ({ view, lang }: Seen) => {
  const words = FOLLOW[lang];
  const post = (id: string): string => {
    const [office, role] = [id.slice(0, id.lastIndexOf('.')), id.slice(id.lastIndexOf('.') + 1)];
    return `${officeName(view.jurisdiction, office, lang)} · ${worded(ROLE_WORDS, role, lang)}`;
  };
  return (
    <section>
      <h2>{words.reads}</h2>
      <p class="small">
        {view.reads.length === 0 ? words.readsNone : words.readsSome} <a href={href(lang, '/access')}>{words.access}</a>
      </p>
      {view.reads.length > 0 && (
        <ul class="log small">
          {view.reads.map((it) => (
            <li>
              <time dateTime={it.day}>{dayInWords(getPlainDate(it.day), lang, view.today)}</time> {post(it.post)}
              {words.readAs[it.how]}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const Proof = ({ view, lang, code }: Seen) => {
  const words = FOLLOW[lang];
  const button = (path: string, text: string) => (
    <form method="post" action={href(lang, path)}>
      <input type="hidden" name="code" value={code} />
      <button class="btn plain">{text}</button>
    </form>
  );
  return (
    <section>
      <h2>{words.proof}</h2>
      <p class="small">
        {words.proofText} <a href={href(lang, '/log')}>{words.howTo}</a>
      </p>
      <LogSteps lang={lang} jurisdiction={view.jurisdiction} entry={null} brief />
      <div class="row">
        {button('/follow/bundle', words.bundle)}
        {button('/follow/calendar', words.calendar)}
        {button('/follow/papers', words.asPapers)}
      </div>
    </section>
  );
};

/** Where the offices that have to do with it are found: who took it, who has it, who stands above. */
const Whereabouts = ({ view: { jurisdiction, state }, lang }: Seen) => {
  const offices = [...new Set([jurisdiction.deskOffice, state.lead, state.above])];
  return (
    <>
      {offices.map((office) => (
        <Found jurisdiction={jurisdiction} office={office} lang={lang} />
      ))}
    </>
  );
};

/** A matter as its filer sees it: what is owed and by when, what was written, what can be done now, what happened. */
export const followReply = (seen: Seen): PageReply => {
  const { view, lang, fault, done } = seen;
  const words = FOLLOW[lang];
  const subject = view.entries[0]?.texts['subject'] ?? view.number;
  const filed = view.state.history[0];
  const around = { jurisdiction: view.jurisdiction, state: view.state, lang };
  return html(
    words.progress(view.number),
    <>
      <p class="small">
        {words.number} <b>{view.number}</b>
      </p>
      <h1>
        <Words text={subject} lang={lang} />
      </h1>
      {done !== undefined && (
        <div class="note" role="status">
          <p>
            <WithTel text={done} />
          </p>
        </div>
      )}
      {fault && (
        <div class="errors" role="alert">
          <h2>{words.refusedStep}</h2>
          {'field' in (fault.refusal.data ?? {}) ? (
            <ul>
              <li>
                <a
                  href={`#${fault.refusal.data?.['field'] === 'files' ? 'files' : 'words'}-${fault.command}${fault.of === undefined ? '' : `-${fault.of}`}`}
                >
                  {sentenceFor(fault.refusal, lang)}
                </a>
              </li>
            </ul>
          ) : (
            <p>{sentenceFor(fault.refusal, lang)}</p>
          )}
        </div>
      )}
      {seen.canAct && <ClaimBanner {...seen} />}
      {!seen.canAct && <p class="note">{CODE[lang].readsOnly}</p>}
      <Standing {...seen} />
      <div class="two">
        <div>
          <TableCard {...seen} />
          <CommentCard {...seen} />
          <HazardCard {...seen} />
          <RewardCard {...seen} />
          <Papers {...seen} />
          {seen.canAct && <AskedOfYou {...seen} />}
          {seen.canAct && <OpenOptions {...seen} />}
          <h2>{words.stages}</h2>
          <Stages
            stages={view.stages}
            around={around}
            today={view.today}
            inLog={view.isInLog}
            {...(filed ? { filed: dateIn(filed.recordedAt, view.jurisdiction.zone) } : {})}
          />
          <Whereabouts {...seen} />
          {seen.canAct && <ClosedOptions {...seen} />}
          <History {...seen} />
        </div>
        <aside>
          <TroubleCard {...seen} />
          <Yours {...seen} />
          <Reads {...seen} />
          <Proof {...seen} />
          {seen.canAct && <CodeSection {...seen} />}
        </aside>
      </div>
    </>,
    { wide: true, other: '/follow', status: fault ? statusOf(fault.refusal.refused) : 200 },
  );
};
