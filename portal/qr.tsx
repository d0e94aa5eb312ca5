import { encode } from 'uqr';

const QUIET = 2; // modules; the style sheet adds white padding for the other two that ISO/IEC 18004 asks for

/** The dark modules as one line, a stroke of width 1 along the middle of each row. */
const pathOf = (rows: readonly (readonly boolean[])[]): string =>
  rows
    .map((row, y) => {
      let path = '';
      let at = 0;
      for (let x = 0; x < row.length; x += 1) {
        const start = x;
        while (row[x]) x += 1;
        if (x === start) continue;
        path += `${path === '' ? `M${start} ${y}` : `m${start - at} 0`}h${x - start}`;
        at = x;
      }
      return path;
    })
    .join('');

interface QrProps {
  readonly text: string;
  /** What a reader who cannot see it is told. */
  readonly label: string;
}

/** A QR code drawn as vectors: no image, no script, no inline style. */
export const Qr = ({ text, label }: QrProps) => {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET });
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`0 -.5 ${size} ${size}`} shape-rendering="crispEdges">
      <path d={pathOf(data)} />
    </svg>
  );
};
