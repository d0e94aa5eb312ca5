/** Signs with which a sheet begins to compute; such a cell is marked as text. */
const COMPUTES = /^[=+\-@\t\r]/;

const cellOf = (text: string): string => {
  const plain = COMPUTES.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** Rows as CSV (RFC 4180) with a byte order mark, so that a sheet reads it as UTF-8 and computes nothing of it. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;
