import { inLang } from '../../../../kernel/language/languages.ts';
import { words } from '../../../../kernel/language/words.ts';
import { findSubject, type Subject } from '../../../../kernel/policy/subjects.ts';
import type { Lang } from '../../../../portal/page.ts';
import type { Jurisdiction } from '../../../../engine/place/read.ts';
import type { OpenKind as MatterKind } from '../../../../kernel/matter/kinds.ts';

export const WORDS = words('grievances/portal/filing/service-field.WORDS', {
  'zh-CN': {
    label: '是哪方面的事？（可不选）',
    unsure: '说不准',
    open: '同意公开这件事的编号、类别、单位和办理状态（不公开您写的话、地点和您是谁）',
    openHint: '只对路灯、井盖这类公共设施有用；别的类别选了也不会公开。',
  },
  en: {
    label: 'What is it about? (optional)',
    unsure: 'I am not sure',
    open: 'Its number, service, office and state may be public (never your words, the place, or who you are)',
    openHint: 'For public things such as street lights; elsewhere it changes nothing.',
  },
});

/** What a form says of the service: nothing where it names none that is offered for this kind. */
export interface Chosen {
  readonly service?: string;
  readonly public?: true;
}

/** The subjects that a filing of this kind can be about: those whose pack is of that kind. */
export const subjectsOf = ({ subjects, packs, newestPack }: Jurisdiction, kind: MatterKind): readonly Subject[] =>
  subjects?.set.subjects.filter((it) => packs.get(newestPack.get(it.pack) ?? '')?.kind === kind) ?? [];

/** Reads the choice of a form. Who agrees to be listed with something that cannot be is simply not listed. */
export const chosenService = (it: Jurisdiction, kind: MatterKind, form: { readonly [name: string]: string }): Chosen => {
  const subject = findSubject(it.subjects?.set ?? null, form['service']);
  if (!subject || !subjectsOf(it, kind).includes(subject)) return {};
  return { service: subject.id, ...(form['public'] === 'yes' && subject.open311 ? { public: true as const } : {}) };
};

interface Props {
  readonly lang: Lang;
  readonly jurisdiction: Jurisdiction;
  readonly kind: MatterKind;
  readonly chosen: Chosen;
}

/** The list of services, plain words first. Nothing where no list is published. */
export const ServiceField = ({ lang, jurisdiction, kind, chosen }: Props) => {
  const words = WORDS[lang];
  const subjects = subjectsOf(jurisdiction, kind);
  if (subjects.length === 0) return null;
  return (
    <div>
      <label for="service">{words.label}</label>
      <select id="service" name="service">
        <option value="">{words.unsure}</option>
        {subjects.map((it) => (
          <option value={it.id} selected={it.id === chosen.service}>
            {inLang(it.label, lang)}
          </option>
        ))}
      </select>
    </div>
  );
};

/** Whether the request may be public; only where there is something that can be. */
export const ConsentField = ({ lang, jurisdiction, kind, chosen }: Props) => {
  const words = WORDS[lang];
  if (!subjectsOf(jurisdiction, kind).some((it) => it.open311)) return null;
  return (
    <>
      <label class="choice">
        <input type="checkbox" name="public" value="yes" checked={chosen.public === true} aria-describedby="public-hint" />
        {words.open}
      </label>
      <p class="hint" id="public-hint">
        {words.openHint}
      </p>
    </>
  );
};
