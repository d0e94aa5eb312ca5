import { words } from '../../../kernel/language/words.ts';
import { Tel } from '../../../portal/tel.tsx';
import { href, html, type Lang, type PageReply } from '../../../portal/page.ts';

interface Doors {
  readonly title: string;
  readonly lead: string;
  readonly doors: readonly (readonly [what: string, number: string, who: string])[];
  readonly outside: string;
  readonly instead: string;
  readonly back: string;
}

export const WORDS = words<Doors>('grievances/portal/doors.WORDS', {
  'zh-CN': {
    title: '这件事请找外面的人',
    lead: '您写的任何内容都没有保存。这里的单位不应当收到针对自己或同事的举报，而这里还没有一个独立的单位来接，所以请直接找下面的机关。',
    doors: [
      ['有人正有危险，孩子正受伤害', '110', '报警电话，任何时候'],
      ['收钱办事、以权谋私、打击报复', '12388', '纪检监察机关的举报电话'],
      ['可能是犯罪，或者执法、司法人员违法', '12309', '检察机关的服务和举报电话'],
    ],
    outside: '这些机关都在本系统之外：您同他们说了什么，这里看不到，也不会记下来，期限也不由这里守。',
    instead: '请不要换个说法再写进这里的表：转办以后，被说的单位可能会看到。',
    back: '其实是一件要办的事，回到上一个问题',
  },
  en: {
    title: 'Please take this to someone outside',
    lead: 'Nothing you entered was stored. An office should not receive an accusation against itself or its own people, and there is no independent office here yet to take it. Please go straight to one of these.',
    doors: [
      ['Someone is in danger, a child is being hurt', '110', 'police, at any time'],
      ['Bribes, abuse of office, retaliation', '12388', 'discipline inspection, reporting line'],
      ['Possibly a crime, or unlawful acts by police, prosecutors or judges', '12309', 'procuratorate, service and reporting line'],
    ],
    outside:
      'They are all outside this system: what you tell them is not seen or written down here, and their time limits are not kept here.',
    instead: 'Please do not put it into the form here in other words: once passed on, the office it is about may read it.',
    back: 'It is something that should be done after all: back to the question',
  },
});

/** Whom to go to where there is no independent door (G5). Stores nothing. */
export const doorsReply = (lang: Lang): PageReply => {
  const words = WORDS[lang];
  return html(
    words.title,
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      {words.doors.map(([what, number, who]) => (
        <div class="card">
          <p>{what}</p>
          <p>
            <b class="code">
              <Tel number={number} />
            </b>{' '}
            <span class="small">{who}</span>
          </p>
        </div>
      ))}
      <p>{words.outside}</p>
      <div class="note warn">
        <p>{words.instead}</p>
      </div>
      <p>
        <a href={href(lang, '/file')}>{words.back}</a>
      </p>
    </>,
    { other: '/file' },
  );
};
