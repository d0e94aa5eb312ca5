/** Chinese characters take two columns of a terminal. */
const isWide = (sign: string): boolean => /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60\u3000-\u303F]/u.test(sign);

/** How many columns of a terminal a text takes. */
export const widthOf = (text: string): number => Array.from(text).reduce((sum, sign) => sum + (isWide(sign) ? 2 : 1), 0);

/** A text cut to so many columns, with a mark where something is missing. */
export const cut = (text: string, columns: number): string => {
  if (widthOf(text) <= columns) return text;
  let line = '';
  for (const sign of text) {
    if (widthOf(line) + widthOf(sign) > columns - 1) break;
    line += sign;
  }
  return `${line}…`;
};

/** A text in lines of so many columns: broken at spaces, and between Chinese characters. */
export const wrapped = (text: string, columns: number, indent: string): readonly string[] => {
  const pieces =
    text.match(/ |[^ \u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60\u3000-\u303F]+|[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60\u3000-\u303F]/gu) ??
    [];
  const lines: string[] = [];
  let line = indent;
  for (const piece of pieces) {
    if (widthOf(line + piece) > columns && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = indent;
    }
    if (piece !== ' ' || line !== indent) line += piece;
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
};
