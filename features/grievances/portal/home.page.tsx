import { inLang } from '../../../kernel/language/languages.ts';
import { words } from '../../../kernel/language/words.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href, html, type Page } from '../../../portal/page.ts';
import { DOOR_HOME } from '../../door/public.ts';
import { dutyPhone } from './offices.ts';
import { cannot, Danger, NEVER } from './plain-words.tsx';
import { readPreview } from './filing/read-preview.ts';
import { Stages } from './following/stages.tsx';

export const WORDS = words('grievances/portal/home.WORDS', {
  'zh-CN': {
    name: '回音',
    title: '您说的事，会有回音',
    lead: (place: string) =>
      `把一件事交给${place}的单位，领一张回执，不用写姓名。谁要在哪一天前答复您，这里写得清清楚楚；到期没有结果，您可以请上级单位处理，不需要任何人同意。`,
    file: '反映一件事',
    follow: '凭回执查进度',
    today: (day: string) => `今天（${day}）提交，什么时候有结果`,
    rule: (pack: string) => `按${pack}计算。`,
    never: '它从不做的事',
    cannot: '它防不住的事',
    log: '每一步都记进一本公开的日志，删不掉，也改不了。',
    logLink: '怎样自己核对',
    ways: '该找谁，走哪条路',
    access: '谁看得到什么',
    record: '规则和岗位的公开记录',
    seal: '姓名由谁保管',
    poster: '张贴用的一页纸',
    figures: '各单位按期答复的情况',
    hazards: '挂牌督办的重大隐患',
    duty: '谁在值班、领导哪天接访',
    warnings: '现在有没有预警',
    consultations: '公开征求意见的草案',
  },
  en: {
    name: 'Huiyin',
    title: 'What you raise gets an answer',
    lead: (place: string) =>
      `Bring a matter to the offices of ${place} and take a receipt; no name is needed. It says who must answer you by which day. When that day has passed without a result you can ask the office above, and nobody has to agree.`,
    file: 'Raise a matter',
    follow: 'Follow a matter with its code',
    today: (day: string) => `Filed today (${day}): when there is a result`,
    rule: (pack: string) => `Computed from: ${pack}.`,
    never: 'What it never does',
    cannot: 'What it cannot prevent',
    log: 'Every step goes into a public log; none can be removed or changed unseen.',
    logLink: 'How to check for yourself',
    ways: 'Which office, and which way',
    access: 'Who may see what',
    record: 'Public record of rules and posts',
    seal: 'Who keeps the names',
    poster: 'One page for the wall',
    figures: 'How the offices keep their time',
    hazards: 'Major hazards that hang in public',
    duty: 'Who is on duty, and when leaders receive',
    warnings: 'Warnings that are in force',
    consultations: 'Drafts that are open for comments',
  },
});

/** What this is, how long it takes from today, and the two doors. */
export const homePage: Page = {
  path: '/',
  method: 'GET',
  face: 'open',
  handle: async ({ service, lang }) => {
    const words = WORDS[lang];
    const { jurisdiction, pack, stages, state } = await readPreview(service);
    const today = dateIn(service.clock(), jurisdiction.zone);
    return html(
      words.name,
      <>
        <h1>{words.title}</h1>
        <p class="lead">{(jurisdiction.purpose === 'door' ? DOOR_HOME[lang] : words.lead)(inLang(jurisdiction.names, lang))}</p>
        <p class="row">
          <a class="btn" href={href(lang, '/file')}>
            {words.file}
          </a>
          <a class="btn plain" href={href(lang, '/follow')}>
            {words.follow}
          </a>
        </p>
        <p>
          <a href={href(lang, '/ways')}>{words.ways}</a>
        </p>
        <Danger lang={lang} duty={dutyPhone(jurisdiction)} />
        <div class="two">
          <section>
            <h2>{words.today(dayInWords(today, lang, today))}</h2>
            <Stages stages={stages} around={{ jurisdiction, state, lang }} today={today} />
            <p class="small">{words.rule(inLang(pack.title, lang))}</p>
            <p>
              {words.log} <a href={href(lang, '/log')}>{words.logLink}</a>
            </p>
            <p>
              <a href={href(lang, '/access')}>{words.access}</a> · <a href={href(lang, '/record')}>{words.record}</a> ·{' '}
              <a href={href(lang, '/seal')}>{words.seal}</a> · <a href={href(lang, '/poster')}>{words.poster}</a> ·{' '}
              <a href={href(lang, '/figures')}>{words.figures}</a> · <a href={href(lang, '/hazards')}>{words.hazards}</a> ·{' '}
              <a href={href(lang, '/duty')}>{words.duty}</a> · <a href={href(lang, '/warnings')}>{words.warnings}</a> ·{' '}
              <a href={href(lang, '/consultations')}>{words.consultations}</a>
            </p>
          </section>
          <aside>
            <h2>{words.never}</h2>
            <ul class="small">
              {NEVER[lang].map((it) => (
                <li>{it}</li>
              ))}
            </ul>
            <h2 id="cannot">{words.cannot}</h2>
            <ul class="small">
              {cannot(lang, jurisdiction.custodians?.set).map((it) => (
                <li>{it}</li>
              ))}
            </ul>
          </aside>
        </div>
      </>,
      { wide: true },
    );
  },
};
