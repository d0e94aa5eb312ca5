import { ADVERSARIES, THREATS, type Adversary, type Grade } from './threats.ts';

const cell = ([grade, why]: readonly [Grade, string]): string => (why === '' ? `**${grade}**` : `**${grade}**: ${why}`);

/** The table of the manual, as Markdown. */
export const threatTable = (): string => {
  const whos = Object.keys(ADVERSARIES) as Adversary[]; // its own keys
  return [
    '# What holds against whom',
    '',
    'Made from `test/misuse/threats.ts` by `npm run threats`; every line names the tests that show it, and a test fails when one of them is gone. *Impossible*: there is no way. *Visible*: it can be done, and somebody outside sees it. *Costly*: it takes more than the rights at hand. *Only promised*: nothing but good will stands against it. Against a list on paper nothing helps.',
    '',
    `| promise | ${whos.map((who) => ADVERSARIES[who]).join(' | ')} |`,
    `|---|${whos.map(() => '---|').join('')}`,
    ...THREATS.map((it) => `| ${it.promise} | ${whos.map((who) => cell(it.against[who])).join(' | ')} |`),
    '',
    '## Shown by',
    '',
    ...THREATS.flatMap((it) => [
      `* ${it.promise}: ${it.shownBy.length === 0 ? 'nothing; it is only promised.' : it.shownBy.map((name) => `“${name}”`).join('; ')}`,
    ]),
    '',
  ].join('\n');
};
