import { PAPERS } from '../../features/papers/domain/kinds.ts';
import { KINDS } from '../features.ts';
import { statement, type Transaction } from '../../engine/store/transaction.ts';
import type { Finding } from './finding.ts';

/** Each kind of paper with the step that gives it; both are words of the kernel. */
const GIVES = [...Object.entries(PAPERS).map(([paper, { of }]) => [paper, of]), ...KINDS.flatMap((kind) => Object.entries(kind.papers))]
  .map(([paper, of]) => `('${paper}', '${of}')`)
  .join(', ');
const WRONG_STEP = statement<{ stream: string; version: number }>(
  'reconcile_paper_steps',
  `select p.stream, p.version from paper_number p left join event e on e.jurisdiction = p.jurisdiction and e.stream = p.stream and e.version = p.version where p.jurisdiction = $1 and (p.kind, coalesce(e.type, '')) not in (${GIVES})`,
);
const GAPS = statement<{ office: string; kind: string; year: number }>(
  'reconcile_paper_counts',
  'select coalesce(c.office, n.office) as office, coalesce(c.kind, n.kind) as kind, coalesce(c.year, n.year) as year from (select * from paper_count where jurisdiction = $1) c full join (select office, kind, year, count(*) as given, max(seq) as last from paper_number where jurisdiction = $1 group by office, kind, year) n on n.office = c.office and n.kind = c.kind and n.year = c.year where c.last is distinct from n.given or c.last is distinct from n.last',
);

/** Numbers of papers: each belongs to a step that gives such a paper, and each count runs from one without a gap. */
export const checkPapers = async (tx: Transaction): Promise<readonly Finding[]> => [
  ...(await tx.run(WRONG_STEP, [tx.jurisdiction])).map(({ stream, version }): Finding => ({
    code: 'paper',
    where: `paper_number ${stream}/${version}`,
    what: 'step',
  })),
  ...(await tx.run(GAPS, [tx.jurisdiction])).map(({ office, kind, year }): Finding => ({
    code: 'paper',
    where: `paper_count ${office}/${kind}/${year}`,
    what: 'last',
  })),
];
