import type { Range } from '../domain/range.ts';

/** One row: a name, what was kept (at least, at most) and what was not, each also in words. */
export interface Bar {
  readonly name: string;
  readonly kept?: Range | null;
  readonly late: number;
  readonly text: string;
}

/** A name, what it is in words, and two bars; or one. */
const ROW = 68;
const LINE = 54;
/** Fewer than this are no full bar, however few the others are: a bar as wide as the page looks like all. */
const SCALE_MIN = 50;

const mostOf = (bar: Bar): number => Math.max(bar.late, bar.kept?.to ?? bar.kept?.from ?? 0);

/**
 * Bars as SVG from the server. Widths are shares of the page, so that letters keep their size on a phone; nothing is told by colour
 * alone, and the table beside it says the same.
 */
export const Chart = ({
  id,
  title,
  legend,
  bars,
}: {
  readonly id: string;
  readonly title: string;
  readonly legend?: string;
  readonly bars: readonly Bar[];
}) => {
  const withKept = bars.some((bar) => bar.kept !== undefined);
  const most = Math.max(withKept ? SCALE_MIN : 1, ...bars.map(mostOf));
  const percent = (n: number): string => `${Math.round((1000 * n) / most) / 10}%`;
  const row = withKept ? ROW : LINE;
  return (
    <figure class="chart">
      <figcaption>
        <b>{title}</b> {legend}
      </figcaption>
      <svg role="img" aria-labelledby={id} width="100%" height={bars.length * row + 4}>
        <title id={id}>{title}</title>
        <defs>
          <pattern id={`${id}-late`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0V6" />
          </pattern>
        </defs>
        {bars.map((bar, i) => {
          const y = i * row;
          return (
            <g key={bar.name}>
              <text y={y + 14}>{bar.name}</text>
              <text y={y + 31}>{bar.text}</text>
              {bar.kept && (
                <>
                  <rect class="may" y={y + 38} height="9" width={percent(bar.kept.to ?? most)} />
                  {bar.kept.from > 0 && <rect class="kept" y={y + 38} height="9" width={percent(bar.kept.from)} />}
                </>
              )}
              {bar.late > 0 && (
                <rect class="late" fill={`url(#${id}-late)`} y={y + (withKept ? 49 : 38)} height="8" width={percent(bar.late)} />
              )}
            </g>
          );
        })}
      </svg>
    </figure>
  );
};
