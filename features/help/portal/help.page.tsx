import { inLang } from '../../../kernel/language/languages.ts';
import type { ServiceDoor, Subject, Subjects } from '../../../kernel/policy/subjects.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { errorPage } from '../../../portal/error-page.tsx';
import { href, html, type Lang, type Page } from '../../../portal/page.ts';
import { HELP } from './words.ts';

interface WithDoor {
  readonly subject: Subject;
  readonly door: ServiceDoor;
}

/** Subjects that say where their service is, in the order of the list. */
const doorsOf = (set: Subjects | undefined): readonly WithDoor[] =>
  (set?.subjects ?? []).flatMap((subject) => (subject.door ? [{ subject, door: subject.door }] : []));

const Door = ({ door, lang }: { readonly door: ServiceDoor; readonly lang: Lang }) => {
  const words = HELP[lang];
  return (
    <dl>
      <dt>{words.counter}</dt>
      <dd>{inLang(door.counter, lang)}</dd>
      <dt>{words.where}</dt>
      <dd>{inLang(door.where, lang)}</dd>
      {door.phone !== undefined && (
        <>
          <dt>{words.phone}</dt>
          <dd>
            <a href={`tel:${door.phone.replaceAll(/[^+\d]/g, '')}`}>{door.phone}</a>
          </dd>
        </>
      )}
      <dt>{words.bring}</dt>
      <dd>
        {door.bring.length === 0 ? (
          words.nothing
        ) : (
          <ul>
            {door.bring.map((one) => (
              <li>{inLang(one, lang)}</li>
            ))}
          </ul>
        )}
      </dd>
      {door.takes && (
        <>
          <dt>{words.takes}</dt>
          <dd>{inLang(door.takes, lang)}</dd>
        </>
      )}
      <dt>{words.rule}</dt>
      <dd>{inLang(door.rule, lang)}</dd>
    </dl>
  );
};

/** The directory of doors (functions.md 16.01, 16.03): the same page for whoever asks, and for whoever leads there. */
export const helpPage: Page = {
  path: '/help',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang }) => {
    const words = HELP[lang];
    const { subjects } = await service.jurisdiction();
    const doors = doorsOf(subjects?.set);
    return html(
      words.title,
      <>
        <h1>{words.title}</h1>
        {doors.length === 0 ? (
          <p class="note">
            {words.none} <a href={href(lang, '/ways')}>{words.noneWays}</a>
          </p>
        ) : (
          <>
            <p class="lead">{words.lead}</p>
            <p class="small">{words.carry}</p>
            {doors.map(({ subject, door }) => (
              <section class="card">
                <h2>
                  <a href={href(lang, `/help/${subject.id}`)}>{inLang(subject.label, lang)}</a>
                </h2>
                <Door door={door} lang={lang} />
              </section>
            ))}
            <p class="small">{words.asked}</p>
          </>
        )}
        <p>
          <a href={href(lang, '/help/gaps')}>{words.gaps}</a>
        </p>
      </>,
    );
  },
};

/** One door on a sheet of its own, to be printed and taken along. */
export const doorPage: Page = {
  path: '/help/:subject',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang, params }) => {
    const words = HELP[lang];
    const { subjects } = await service.jurisdiction();
    const found = doorsOf(subjects?.set).find(({ subject }) => subject.id === params['subject']);
    if (!found) return errorPage(lang, refuse('not_found', { what: 'page' }));
    const title = inLang(found.subject.label, lang);
    return html(
      title,
      <>
        <p class="screen">
          <a href={href(lang, '/help')}>{words.all}</a>
        </p>
        <h1>{title}</h1>
        <Door door={found.door} lang={lang} />
        <p class="small">{words.carry}</p>
        <p class="screen">
          <a class="btn" href={href(lang, `/file?service=${found.subject.id}`)}>
            {words.ask}
          </a>
        </p>
        <p class="small">{words.asked}</p>
      </>,
    );
  },
};
