import type { Lang } from '../../../portal/page.ts';
import { FIGURES, type Figure, type Figures } from '../domain/figures.ts';
import { FIGURE_WORDS, STATEMENTS } from './words.ts';

/** Figures that are told where there is something to tell: what was said of every hazard leaves no line of noughts. */
const QUIET: readonly Figure[] = ['found_ungraded', 'found_unsaid'];

/** The figures that are told, each with its words, in their order. */
export const figureRows = (figures: Figures, lang: Lang): readonly (readonly [words: string, count: string, isPart: boolean])[] =>
  FIGURES.filter((figure) => figures[figure] > 0 || !QUIET.includes(figure)).map((figure) => [
    FIGURE_WORDS[figure][lang],
    String(figures[figure]),
    figure.startsWith('found_'),
  ]);

/** The figures of a statement as a table. */
export const FiguresTable = ({ figures, label, lang }: { readonly figures: Figures; readonly label: string; readonly lang: Lang }) => {
  const said = STATEMENTS[lang];
  return (
    <table aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{said.figure}</th>
          <th scope="col">{said.count}</th>
        </tr>
      </thead>
      <tbody>
        {figureRows(figures, lang).map(([words, count, isPart]) => (
          <tr>
            <td class={isPart ? 'small' : undefined}>{words}</td>
            <td>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
