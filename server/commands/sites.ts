import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { tick } from '../../engine/log/tick.ts';
import { sentenceFor } from '../../portal/refusal-sentences.ts';
import { BadFile } from '../import/bad-file.ts';
import { readShape, REASONS } from '../import/mapping.ts';
import { openRows } from '../import/rows.ts';
import { openInstallation } from '../instance.ts';
import { readRegisterMapping } from '../register/columns.ts';
import { takeRows, type Taken } from '../register/take-rows.ts';
import { dataOf, openServed, type Io } from './io.ts';

interface SitesOptions {
  readonly map?: string;
  readonly preview?: boolean;
  readonly data?: string;
}

const rawMapping = (path: string | undefined): { readonly [key: string]: unknown } => {
  if (path === undefined) return {};
  if (!existsSync(path)) throw new BadFile(`there is no mapping ${path}`);
  const raw: unknown = parse(readFileSync(path, 'utf8'), { maxAliasCount: 0 });
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw new BadFile('the mapping is no list of settings');
  return { ...raw };
};

const print = (it: Taken, options: SitesOptions, io: Io): void => {
  const fieldOf = (data: { readonly [key: string]: unknown } | undefined): string =>
    typeof data?.['field'] === 'string' ? ` (${data['field']})` : '';
  for (const { line, because } of it.refused)
    io.err(`${because.refused}: line ${line}${fieldOf(because.data)}: ${sentenceFor(because, 'en')}`);
  for (const { column, reason } of it.dropped) io.out(`not read: ${column} ${reason === 'unasked' ? 'is not asked for' : REASONS[reason]}`);
  const taken = options.preview === true ? 'would be taken' : 'taken';
  io.out(`${it.rows} rows: ${it.taken} ${taken}, ${it.there} there already, ${it.refused.length} refused`);
  io.facts?.({ rows: it.rows, taken: it.taken, there: it.there, refused: it.refused.length });
};

/** `huiyin sites import FILE`: exit 0 when every row was taken or was there, 1 when some were refused, 2 when it could not start. */
export const sitesImport = async (file: string, options: SitesOptions, io: Io): Promise<number> => {
  try {
    if (!existsSync(file)) throw new BadFile(`there is no file ${file}`);
    const raw = rawMapping(options.map);
    const shape = readShape(raw);
    if ('problem' in shape) throw new BadFile(shape.problem);
    const open = await openRows(file, shape);
    const mapping = readRegisterMapping(raw, open.header);
    if ('problems' in mapping) throw new BadFile(mapping.problems.join('\n'));
    const it = await openInstallation(dataOf(options.data), process.env['DATABASE_URL'] || undefined);
    try {
      const service = await openServed(it);
      const taken = await takeRows(service, open, mapping, options.preview === true);
      if (options.preview !== true) await tick(service);
      for (const { column, reason } of taken.forbidden) io.err(`${column} is mapped and ${REASONS[reason]}: nothing was taken`);
      print(taken, options, io);
      return taken.forbidden.length > 0 ? 2 : taken.refused.length > 0 ? 1 : 0;
    } finally {
      await it.close();
    }
  } catch (error) {
    if (!(error instanceof BadFile)) throw error;
    io.err(error.message);
    return 2;
  }
};
