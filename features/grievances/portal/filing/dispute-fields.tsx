import { nameOf } from '../../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../../engine/place/read.ts';
import { words } from '../../../../kernel/language/words.ts';
import type { Refusal } from '../../../../kernel/refusal.ts';
import { href, type Lang } from '../../../../portal/page.ts';
import { sentenceFor } from '../../../../portal/refusal-sentences.ts';

export const DISPUTE = words('grievances/portal/filing/dispute-fields.DISPUTE', {
  'zh-CN': {
    title: '请人调解一件纠纷',
    lead: '自愿、免费。您先说是什么事，再请另一方来；另一方同意了才调解。',
    body: ['是什么事，双方各怎么说？', '这里写的只有您和调解员看得到，另一方看不到。'],
    ask: ['您希望怎么解决？（可不填）', '另一方也看不到'],
    with: '是和谁的纠纷？',
    nobody: '不是和下面的单位（邻居、商家、雇主等）',
    withHint: '和某个单位的，由它以外的单位调解，它看不到您写的话。',
    suits: '这件事不涉及暴力，不涉及未成年人受伤害，也不是举报某个人、某个单位',
    suitsHint: '涉及的，不能调解：请打110，或者',
    door: '从独立的入口进去',
    who: (desk: string) => [
      `${desk}会看到您写的内容，交给调解组织。另一方只看得到您专门写给它的话。`,
      '每一次有人打开您的事项，都会记在您的进度页上。',
    ],
  },
  en: {
    title: 'Ask a mediator to help settle a dispute',
    lead: 'It is free, and nobody has to. You say what it is about and then invite the other side; there is a mediation once they agree.',
    body: ['What is it about, and what does each side say?', 'Read by you and the mediator only, never by the other side.'],
    ask: ['What should be done? (optional)', 'The other side does not see this either'],
    with: 'Whom is the dispute with?',
    nobody: 'None of these offices (a neighbour, a shop, an employer …)',
    withHint: 'Where it is with an office, another one mediates, and that office does not see what you write.',
    suits: 'It is about no violence and no harm to a child, and it reports no person and no office',
    suitsHint: 'Otherwise there is no mediation: call 110, or use',
    door: 'the independent door',
    who: (desk: string) => [
      `${desk} reads what you write and passes it to the mediation committee. The other side reads only what you write for them.`,
      'Each time somebody opens your matter, that is listed on your progress page.',
    ],
  },
});

/** What a form says of a dispute. */
export interface DisputeTyped {
  readonly against?: string;
  readonly suits: boolean;
}

/** Reads it off a form. */
export const typedDispute = (form: { readonly [name: string]: string }): DisputeTyped => ({
  ...(form['against'] ? { against: form['against'] } : {}),
  suits: form['suits'] === 'yes',
});

interface Props {
  readonly lang: Lang;
  readonly jurisdiction: Jurisdiction;
  readonly it: DisputeTyped;
  readonly faults: { readonly against?: Refusal; readonly suits?: Refusal };
}

/** Whom the dispute is with, and what no mediation is for (G17). */
export const DisputeFields = ({ lang, jurisdiction, it, faults }: Props) => {
  const said = DISPUTE[lang];
  const why = (name: 'against' | 'suits') =>
    faults[name] ? (
      <p class="why" id={`${name}-why`}>
        {sentenceFor(faults[name], lang)}
      </p>
    ) : null;
  const told = (name: 'against' | 'suits') => ({
    'aria-describedby': faults[name] ? `${name}-why ${name}-hint` : `${name}-hint`,
    ...(faults[name] ? { 'aria-invalid': true as const } : {}),
  });
  return (
    <>
      <div class={faults.against ? 'err' : undefined}>
        <label for="against">{said.with}</label>
        <p class="hint" id="against-hint">
          {said.withHint}
        </p>
        {why('against')}
        <select id="against" name="against" {...told('against')}>
          <option value="">{said.nobody}</option>
          {[...jurisdiction.offices.values()].map((office) => (
            <option value={office.office} selected={office.office === it.against}>
              {nameOf(office, lang)}
            </option>
          ))}
        </select>
      </div>
      <div class={faults.suits ? 'err' : undefined}>
        {why('suits')}
        <label class="choice">
          <input type="checkbox" id="suits" name="suits" value="yes" checked={it.suits} {...told('suits')} />
          {said.suits}
        </label>
        <p class="hint" id="suits-hint">
          {said.suitsHint} <a href={href(lang, '/door')}>{said.door}</a>
        </p>
      </div>
    </>
  );
};
