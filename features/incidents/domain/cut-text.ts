import { readText, TEXT_MAX_CODE_POINTS } from '../../../kernel/stream/text.ts';

const MOST = Math.min(2000, TEXT_MAX_CODE_POINTS);

/** What a message says, as one text that is kept as any other: cleaned, and cut where it is long. */
export const cutText = (parts: readonly (string | undefined)[]): string => {
  const { text } = readText(parts.filter((part) => part !== undefined && part.trim() !== '').join('\n'), 'text');
  const points = Array.from(text);
  return points.length > MOST ? `${points.slice(0, MOST - 1).join('')}…` : text;
};
