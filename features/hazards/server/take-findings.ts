import { evaluate, type Finding } from '../../../kernel/form/evaluate.ts';
import { questionsOf, type Form } from '../../../kernel/form/form.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { LINE_MAX_CODE_POINTS } from '../../../kernel/stream/text.ts';
import { kindIn } from '../../../engine/kind.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { checks, foldCheck, type CheckState } from '../../checks/public.ts';
import { dangerOfForm } from '../domain/danger-of-form.ts';
import { eachWaiting, takeIn } from './take-in.ts';

type Recorded = NonNullable<CheckState['said']>;

/** Records that are read at once. */
const AT_ONCE = 200;

// A second record under one name waits for a person, who says which of them is what was seen.
const UNDEALT = statement<{ matter: string }>(
  'records_with_findings',
  "select distinct c.matter from obligation o join check_record c on c.jurisdiction = o.jurisdiction and c.matter = o.matter where o.jurisdiction = $1 and o.owed_by = 'checked_office' and o.status in ('open', 'late') and o.rule = any($2) and c.findings > 0 and not c.voided and c.twin is null and o.matter > $3 order by c.matter limit $4",
);

/** The rules by which findings have to be dealt with, of every version of the packs of records. */
const dealRules = (it: Jurisdiction): readonly string[] => [
  ...new Set(
    [...it.packs.values()]
      .filter((pack) => checks.vocabulary.packs.includes(pack.kind))
      .flatMap((pack) => pack.rules.filter((rule) => (rule.kind as string) === 'deal_with_findings').map((rule) => rule.id)),
  ),
];

/** A question says what is asked for; what was found is that it is not so. */
const NOT_IN_ORDER = '：不合格';

/** What a finding is called: the question as the form puts it, and the point of the route; words that a person wrote stay in the record. */
const calledBy = (form: Form, { key }: Finding): string => {
  const question = questionsOf(form).find((one) => one.key === key);
  const point = question?.point ? `（${question.point.label['zh-CN']}）` : '';
  const asked = Array.from(`${question?.item.label['zh-CN'] ?? key}${point}`);
  return `${asked.slice(0, LINE_MAX_CODE_POINTS - NOT_IN_ORDER.length).join('')}${NOT_IN_ORDER}`;
};

const toFind = (said: Recorded, form: Form, finding: Finding): JsonObject => ({
  source: said.by === said.office ? 'own_check' : 'check',
  danger: dangerOfForm(said.form),
  what: calledBy(form, finding),
  spot: said.name,
  site: said.at ?? said.site,
});

/** Every finding of a record as a hazard of its own, once; whoever looked orders it, and where that was the site itself, the site does. */
const takeRecord = async (service: Service, it: Jurisdiction, record: string): Promise<void> => {
  const of = kindIn(checks, it);
  const looked = await service.lane.submit({ kind: 'step', matter: record, of, decide: () => [] });
  const state = looked.ok && looked.history ? foldCheck(looked.history.events) : undefined;
  const said = state?.said;
  const form = it.forms.get(said?.formHash ?? '');
  if (!state || !said || !form || state.dealt || state.voided || state.isDouble) return;
  const { findings } = evaluate(form, said.answers); // as it was handed in
  const found = findings.map((one) => ({ item: one.key, office: said.by, input: toFind(said, form, one) }));
  const made = await takeIn(service, record, found);
  // Without a pack of hazards a person deals with it as before.
  if (made === undefined || made.length === 0) return;
  await service.lane.submit({
    kind: 'step',
    matter: record,
    of,
    decide: ({ events }) => {
      const now = foldCheck(events);
      return now.dealt || now.voided
        ? []
        : [{ type: 'findings_dealt', level: 0, actor: { kind: 'system' }, visibility: 'open', data: { hazards: made }, texts: {} }];
    },
  });
};

/** Makes a hazard of every finding that nobody has dealt with: what was found is a promise to remove it by a day. */
export const takeFindings = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  if (it.imported) return;
  const rules = dealRules(it);
  if (rules.length === 0) return;
  await eachWaiting(
    (after) => service.read((tx) => tx.run(UNDEALT, [tx.jurisdiction, rules, after, AT_ONCE])),
    (matter) => takeRecord(service, it, matter),
  );
};
