import { words } from '../../../kernel/language/words.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { queryOf, queueOf } from '../../../desk/worklist/filter.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href } from '../../../portal/page.ts';
import { VERBS } from '../domain/decide.ts';
import { officeName } from '../portal/offices.ts';
import { Stages } from '../portal/following/stages.tsx';
import { GROUP_WORDS, STEP_GROUPS } from '../portal/verb-groups.ts';
import { VERB_WORDS } from '../portal/verb-words.ts';
import { ClosedSteps } from './closed-steps.tsx';
import { Duties, officeOf } from './duties.tsx';
import { FilerSaid } from './filer-said.tsx';
import { filerLang, subjectOf } from './filer-words.tsx';
import { MatterHistory } from './history.tsx';
import { inQueue, StepForm, Tried, type Steps } from './step-form.tsx';
import { LOOKS_BACK } from './step-page.tsx';
import { choiceName, GRADE_NAMES, stepName } from './words.ts';

export const WORDS = words('grievances/desk/matter-view.WORDS', {
  'zh-CN': {
    filed: (day: string) => `${day}收到`,
    owes: '欠什么，欠谁，到哪天',
    may: '现在可以做什么',
    closed: '现在不能做的，和为什么',
    nothing: '现在没有您这个岗位要做的事。',
    said: '来件人说了什么',
    name: '保管人打开的姓名',
    history: '到现在发生的事',
    stages: '来件人看到的期限',
    papers: '这件事的文书（PDF、DOCX）',
    trace: '您打开了这件事：岗位和日期已经记下，来件人看得到。',
    back: '回到待办',
    done: '已经记下：',
    doneSeen: '。来件人现在就能看到。',
    lead: '承办：',
    next: '下一件',
    hazard: '已经写成隐患：',
  },
  en: {
    filed: (day: string) => `filed ${day}`,
    owes: 'What is owed, to whom, by when',
    may: 'What you may do now',
    closed: 'What is closed now, and why',
    nothing: 'There is nothing for your post to do now.',
    said: 'What this person said',
    name: 'The name that custodians have opened',
    history: 'What has happened',
    stages: 'The dates as the filer reads them',
    papers: 'Papers of this matter (PDF, DOCX)',
    trace: 'You opened this matter: your post and the day are recorded, and the filer can see it.',
    back: 'Back to the worklist',
    done: 'Recorded: ',
    doneSeen: '. The filer can see it now.',
    lead: 'answerable: ',
    next: 'Next matter',
    hazard: 'Written down as hazard: ',
  },
});

/** The open step that a duty of this office waits for stands open; the others unfold. */
const firstStep = ({ view, who }: Steps): string | undefined => {
  const wanted = view.owed
    .filter((it) => it.nature === 'duty' && officeOf(view, it) === who.office)
    .flatMap((it) => view.pack.rules.find((rule) => rule.id === it.rule)?.metBy ?? []);
  const open = VERBS.filter((verb) => view.options.some((option) => option.open && option.command === verb.name));
  const first = open.find((verb) => wanted.some((kind) => kind === verb.makes || kind === verb.also));
  return (first ?? open.find((verb) => wanted.some((kind) => kind === verb.prepares)))?.name;
};

/** What the filer waits for stands first. */
const ANSWERS: readonly string[] = ['reply', 'propose_reply'];

/** The step that is due stands open; each other has a page of its own, one click away, together with those of its kind. */
const OpenSteps = ({ steps }: { readonly steps: Steps }) => {
  const { view, lang, tried, queue } = steps;
  const commands = view.options.filter((option) => option.open).map((option) => option.command);
  const due = tried?.command ?? firstStep(steps);
  const first = due !== undefined && commands.includes(due) && !ANSWERS.includes(due) && !LOOKS_BACK.includes(due) ? due : undefined;
  const link = (command: string) => (
    <a class={ANSWERS.includes(command) ? 'btn' : 'btn plain'} href={href(lang, `/desk/matter/${view.number}/${command}${inQueue(queue)}`)}>
      {stepName(command, lang)}
    </a>
  );
  if (commands.length === 0) return <p>{WORDS[lang].nothing}</p>;
  return (
    <>
      {first !== undefined && (
        <div class="card">
          <h3>{stepName(first, lang)}</h3>
          <StepForm steps={steps} command={first} />
        </div>
      )}
      {STEP_GROUPS.map(({ name, ...group }) => {
        const label = GROUP_WORDS[name];
        const open = Object.keys(VERB_WORDS).filter(
          (command) => VERB_WORDS[command]?.group === name && command !== first && commands.includes(command),
        );
        if (open.length === 0) return null;
        return 'folded' in group ? (
          <details>
            <summary>{label[lang]}</summary>
            <p class="row">{open.map(link)}</p>
          </details>
        ) : (
          <>
            <h3>{label[lang]}</h3>
            <p class="row">{open.map(link)}</p>
          </>
        );
      })}
    </>
  );
};

const MatterHead = ({ steps }: { readonly steps: Steps }) => {
  const { view, lang } = steps;
  const words = WORDS[lang];
  const filed = view.state.history[0];
  const day = filed ? dayInWords(dateIn(filed.recordedAt, view.jurisdiction.zone), lang, view.today) : '';
  const channel = filed?.data['channel'] === undefined ? '' : ` · ${choiceName(filed.data['channel'], lang)}`;
  const grade = view.state.grade === null ? '' : ` · ${GRADE_NAMES[view.state.grade][lang]}`;
  return (
    <>
      <h1 {...filerLang(view, lang)}>{subjectOf(view) || view.number}</h1>
      <p class="lead">
        {view.number}
        {day !== '' && ` · ${words.filed(day)}`} · {words.lead}
        {officeName(view.jurisdiction, view.state.lead, lang)}
        {grade}
        {channel}
      </p>
    </>
  );
};

/** The list that somebody came by, from its start. */
const backTo = (queue: string): string => {
  const { after: _after, ...filter } = queueOf(queue);
  const query = queryOf(filter);
  return query === '' ? '/desk' : `/desk?${query}`;
};

/** The page of a matter: what is owed, what this person said, then what may be done; then everything that happened. */
export const MatterBody = ({ steps, done }: { readonly steps: Steps; readonly done: string | undefined }) => {
  const { view, lang, who, queue } = steps;
  const words = WORDS[lang];
  const filed = view.state.history[0];
  return (
    <>
      <Tried steps={steps} />
      {done !== undefined && (
        <div class="note" role="status">
          <p>
            {words.done}
            {stepName(done, lang)}
            {words.doneSeen}
          </p>
          <p>
            <a accessKey="x" href={href(lang, `/desk/next?number=${view.number}${queue === '' ? '' : `&${inQueue(queue).slice(1)}`}`)}>
              {words.next}
            </a>
          </p>
        </div>
      )}
      <MatterHead steps={steps} />
      <div class="two matter">
        <section>
          <h2>{words.owes}</h2>
          <Duties view={view} lang={lang} who={who} />
        </section>
        <aside>
          {view.hazard !== null && (
            <p>
              {words.hazard}
              <a href={href(lang, `/desk/hazard/${view.hazard.hazard}`)}>{view.hazard.hazard}</a>
            </p>
          )}
          <h2>{words.stages}</h2>
          <Stages
            stages={view.stages}
            around={{ jurisdiction: view.jurisdiction, state: view.state, lang }}
            today={view.today}
            {...(filed ? { filed: dateIn(filed.recordedAt, view.jurisdiction.zone) } : {})}
          />
        </aside>
        <div>
          <section>
            <h2 id="said">{words.said}</h2>
            <FilerSaid view={view} lang={lang} />
            {view.isNameOpen && (
              <p class="screen">
                <a href={href(lang, `/desk/matter/${view.number}/name`)}>{words.name}</a>
              </p>
            )}
          </section>
          <section class="screen">
            <h2>{words.may}</h2>
            <OpenSteps steps={steps} />
            <details class="closed">
              <summary>{words.closed}</summary>
              <ClosedSteps steps={steps} />
            </details>
          </section>
          <section>
            <h2>{words.history}</h2>
            <MatterHistory view={view} lang={lang} isSaidAbove />
          </section>
          <p class="screen">
            <a href={href(lang, `/desk/matter/${view.number}/papers`)}>{words.papers}</a>
          </p>
          <p class="small">{words.trace}</p>
          <p class="screen">
            <a href={href(lang, backTo(queue))}>{words.back}</a>
          </p>
        </div>
      </div>
    </>
  );
};
