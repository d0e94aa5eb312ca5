/** Reads which characters a TrueType font can draw: its `cmap`, formats 4 and 12 (ISO/IEC 14496-22, 5.2). */
const rangesOf = (font: Buffer): readonly (readonly [from: number, to: number])[] => {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, i) => 12 + 16 * i);
  const entry = tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap');
  if (entry === undefined) throw new Error('the font has no cmap');
  const cmap = font.readUInt32BE(entry + 8);
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, i) => cmap + font.readUInt32BE(cmap + 8 + 8 * i));
  const ranges: (readonly [number, number])[] = [];
  for (const at of subtables) {
    const format = font.readUInt16BE(at);
    if (format === 12) {
      const groups = font.readUInt32BE(at + 12);
      for (let i = 0; i < groups; i += 1) ranges.push([font.readUInt32BE(at + 16 + 12 * i), font.readUInt32BE(at + 20 + 12 * i)]);
    } else if (format === 4) {
      const segments = font.readUInt16BE(at + 6) / 2;
      for (let i = 0; i < segments; i += 1)
        ranges.push([font.readUInt16BE(at + 16 + 2 * segments + 2 * i), font.readUInt16BE(at + 14 + 2 * i)]);
    }
  }
  // 0xffff closes a table of format 4 and is no character.
  return ranges.filter(([from]) => from !== 0xffff);
};

/** Whether every one of these fonts can draw a character. */
export const glyphsOf = (fonts: readonly Buffer[]): ((point: number) => boolean) => {
  const sets = fonts.map((font) => {
    const known = new Uint8Array(0x110000);
    for (const [from, to] of rangesOf(font)) known.fill(1, from, to + 1);
    return known;
  });
  return (point) => sets.every((known) => known[point] === 1);
};
