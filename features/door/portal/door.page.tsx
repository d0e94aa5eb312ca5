import { inLang, writingOf, labelOr } from '../../../kernel/language/languages.ts';
import type { Door } from '../../../kernel/door/door.ts';
import { WithTel } from '../../../portal/tel.tsx';
import { href, html, type Lang, type Page, type PageReply } from '../../../portal/page.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { cannot, doorsReply } from '../../grievances/public.ts';
import { selfReply } from './self.page.tsx';
import { BODIES, DOOR, KINDS } from './words.ts';

/** The door that a reader can be sent to; a server that is reached at the door's own address is none. */
export const openDoor = (it: Jurisdiction, origin: string): Door | null =>
  it.door && URL.canParse(origin) && new URL(origin).origin !== it.door.door.origin ? it.door.door : null;

/** The door is another installation: it may have only the two languages that every one has. */
const atDoor = (lang: Lang): Lang => writingOf(lang).reads;

const doorReply = (it: Jurisdiction, door: Door, lang: Lang): PageReply => {
  const words = DOOR[lang];
  const name = inLang(door.name, lang);
  const there = `${door.origin}${href(atDoor(lang), '/file')}`;
  return html(
    words.title,
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead(name, BODIES[lang][door.body])}</p>
      <p class="note warn">
        <WithTel text={words.danger} />
      </p>
      <p>
        <a class="btn" href={there} rel="noreferrer">
          {words.go(name)}
        </a>
      </p>
      <p class="small">
        <code>{door.origin}</code>
        <br />
        {words.goHint} {words.nothing}
      </p>
      <h2>{words.takes}</h2>
      <dl>
        {door.kinds.map((kind) => (
          <>
            <dt>{KINDS[lang][kind]}</dt>
            <dd>{labelOr(door.firstAnswer[kind], '', lang)}</dd>
          </>
        ))}
      </dl>
      <h2>{words.sees}</h2>
      {words.seesText(name).map((text) => (
        <p>{text}</p>
      ))}
      <h2>{words.paper}</h2>
      <dl>
        <dt>{words.address}</dt>
        <dd>{inLang(door.address, lang)}</dd>
        <dt>{words.phone}</dt>
        <dd>
          <b class="tel">{door.phone}</b>
        </dd>
        <dt>{words.hours}</dt>
        <dd>{inLang(door.hours, lang)}</dd>
      </dl>
      <h2>{words.blocked}</h2>
      <p>{words.blockedText}</p>
      <p>
        <a href={href(lang, '/door/write')}>{words.blockedLink}</a>
      </p>
      <h2>{words.cannot}</h2>
      <ul class="small">
        {cannot(lang, it.custodians?.set).map((text) => (
          <li>{text}</li>
        ))}
      </ul>
      <p class="small">
        <a href={href(lang, '/record')}>{words.record}</a>
      </p>
      <p>
        <a href={href(lang, '/file')}>{words.back}</a>
      </p>
    </>,
    { other: '/door' },
  );
};

/** Where an accusation goes: to the door in force, else to the bodies outside that are named (G5). Stores nothing, passes nothing on. */
export const accusedReply = (it: Jurisdiction, lang: Lang, origin: string): PageReply => {
  const door = openDoor(it, origin);
  return door ? doorReply(it, door, lang) : doorsReply(lang);
};

/** The same page by its address, for posters and for the other language; at a door, what it says of itself. */
export const doorPage: Page = {
  path: '/door',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang, origin }) => {
    const it = await service.jurisdiction();
    return service.door ? selfReply(service.door, lang) : accusedReply(it, lang, origin);
  },
};
