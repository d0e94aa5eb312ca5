import { personAsked } from '../../kernel/form/person.ts';
import { reasonByContent, reasonByName, type DropReason } from '../../kernel/policy/person-columns.ts';
import { REASONS } from '../import/mapping.ts';

/** What the rows of a file are. */
export type Rows = 'sites' | 'assets';

/** Headings by which a column is known without a mapping, in either language; a mapping names others. */
const GUESSES: { readonly [rows in Rows]: { readonly [field: string]: readonly string[] } } = {
  sites: {
    name: ['name', 'site', '名称', '场所', '场所名称'],
    english: ['english', '英文名称'],
    class: ['class', '类别', '场所类别'],
    facts: ['facts', '情况'],
    office: ['office', '责任单位'],
    role: ['role', '责任岗位'],
    sector: ['sector', '行业监管', '行业监管单位'],
    local: ['local', '属地监管', '属地监管单位'],
    hours: ['hours', '开放时间'],
    holidays: ['holidays', '法定节假日'],
    make_up_days: ['make_up_days', '调休上班日'],
    night: ['night', '夜间'],
    meals: ['meals', '开餐时间'],
  },
  assets: {
    site: ['场所编号', 'site', '场所', '场所名称'],
    class: ['class', '类别', '设备类别'],
    name: ['name', '设备名称', '名称', '设备编号', '编号'],
    english: ['english', '英文名称'],
    spot: ['spot', '检查点'],
    made: ['made', '出厂日期', '安装日期'],
    inspection_number: ['inspection_number', '检验报告编号'],
    inspected_on: ['inspected_on', '检验日期'],
    inspected_by: ['inspected_by', '下次检验日期', '检验有效期至'],
    certificate_number: ['certificate_number', '证书编号'],
    valid_on: ['valid_on', '发证日期', '启用日期'],
    valid_by: ['valid_by', '有效期至', '到期日'],
  },
};
const NEEDED: { readonly [rows in Rows]: readonly string[] } = {
  sites: ['name', 'class', 'office', 'sector', 'local'],
  assets: ['site', 'class', 'name'],
};

/** A name of a thing or a place is what these lists are made of; the rest of a heading is read for persons. */
const THINGS = /设备|场所|检查点|^(site|asset|device)?[ _-]?name$/gi;

/** Why a column is never taken, by its heading; undefined where it may be. */
export const reasonByHeading = (heading: string): DropReason | undefined => {
  const rest = heading.replaceAll(THINGS, ' ');
  if (rest.trim() === '') return undefined;
  return reasonByName(rest) ?? (personAsked(rest, 'note') === null ? undefined : 'name');
};

/** Which column of a file is what. */
export interface RegisterMapping {
  readonly rows: Rows;
  readonly columns: ReadonlyMap<string, string>;
}

const KEYS = ['rows', 'sheet', 'headings', 'columns'];

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const guess = (rows: Rows, header: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(GUESSES[rows]).flatMap(([field, names]) => {
      // The clearest name first, wherever it stands.
      const column = names.flatMap((name) => header.find((it) => it.toLowerCase() === name) ?? [])[0];
      return column === undefined ? [] : [[field, column] as const];
    }),
  );

/** A file of assets names the site of each; a file of sites names who supervises. */
const rowsIn = (said: unknown, header: readonly string[]): Rows =>
  said === 'assets' || said === 'sites' ? said : guess('sites', header).has('local') ? 'sites' : 'assets';

/** Reads a mapping for a file with these columns; everything that is wrong, in words. */
export const readRegisterMapping = (
  raw: { readonly [key: string]: unknown },
  header: readonly string[],
): RegisterMapping | { readonly problems: readonly string[] } => {
  const rows = rowsIn(raw['rows'], header);
  const given = isObject(raw['columns']) ? raw['columns'] : {};
  const said = Object.entries(given).map(([field, column]) => [field, String(column)] as const);
  const columns = new Map([...guess(rows, header), ...said]);
  const problems = [
    ...Object.keys(raw)
      .filter((key) => !KEYS.includes(key))
      .map((key) => `${key}: no such setting`),
    ...(raw['rows'] === undefined || raw['rows'] === rows ? [] : ['rows: sites or assets']),
    ...said.filter(([field]) => !Object.hasOwn(GUESSES[rows], field)).map(([field]) => `columns.${field}: there is no such field`),
    ...[...columns].filter(([, column]) => !header.includes(column)).map(([field, column]) => `columns.${field}: no column ${column}`),
    ...NEEDED[rows].filter((field) => !columns.has(field)).map((field) => `columns.${field}: which column is it?`),
    ...[...columns].flatMap(([field, column]) => {
      const reason = reasonByHeading(column);
      return reason === undefined ? [] : [`columns.${field}: ${column} ${REASONS[reason]}; such columns are never taken`];
    }),
  ];
  return problems.length > 0 ? { problems } : { rows, columns };
};

/** A column that is not read, and why. */
export interface Dropped {
  readonly column: string;
  readonly reason: DropReason;
}

/** Every column that is not read, with the reason; a mapped one whose values number or reach persons is `forbidden`. */
export const columnsOf = (
  header: readonly string[],
  { columns }: RegisterMapping,
  sample: readonly { readonly [column: string]: string }[],
): { readonly dropped: readonly Dropped[]; readonly forbidden: readonly Dropped[] } => {
  const read = new Set(columns.values());
  const byContent = (column: string): DropReason | undefined => reasonByContent(sample.map((row) => (row[column] ?? '').trim()));
  return {
    dropped: header
      .filter((column) => column !== '' && !read.has(column))
      .map((column) => ({ column, reason: reasonByHeading(column) ?? byContent(column) ?? ('unasked' as const) })),
    forbidden: [...read].flatMap((column) => {
      const reason = byContent(column);
      return reason === undefined ? [] : [{ column, reason }];
    }),
  };
};
