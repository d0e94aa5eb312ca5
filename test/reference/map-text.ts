import { NARROWED, ROWS } from './map.ts';

const code = (all: readonly string[]): string => (all.length === 0 ? '–' : all.map((it) => `\`${it}\``).join(', '));

/** The map of the systems, as Markdown. */
export const mapText = (): string =>
  [
    '# The map: every system of the mission, and where it is seen',
    '',
    'Made from `test/reference/map.ts` by `npm run map`; a test fails when a page, a command or a test of it is gone. “Page” is an address of a running place, “command” one of `./huiyin`.',
    '',
    '| | system | pages | commands | tests | not there yet |',
    '|---|---|---|---|---|---|',
    ...ROWS.map(
      (it) =>
        `| ${it.id} | ${it.name} | ${code(it.pages)} | ${code(it.commands)} | ${code(it.tests)} | ${it.missing === '' ? '–' : it.missing} |`,
    ),
    '',
    '## What is narrowed, and why',
    '',
    'Work plans ask for these, too. What stands beside them is what is built; the reason is a promise of the mission or a safeguard, by its number.',
    '',
    '| | asked for | built instead | why | shown by |',
    '|---|---|---|---|---|',
    ...NARROWED.map((it) => `| ${it.row} | ${it.asked} | ${it.built} | ${it.why} | \`${it.shownBy}\` |`),
    '',
  ].join('\n');
