import { words } from '../../../../kernel/language/words.ts';
import type { Refusal } from '../../../../kernel/refusal.ts';
import { inLang } from '../../../../kernel/language/languages.ts';
import type { Jurisdiction } from '../../../../engine/place/read.ts';
import { withinInWords } from '../../../../portal/dates.ts';
import { href, type Lang } from '../../../../portal/page.ts';
import { sentenceFor } from '../../../../portal/refusal-sentences.ts';
import { isLine } from '../../domain/line/verdict.ts';
import type { WhereToChoose } from '../../server/line/where-to-choose.ts';
import { subjectsOf } from '../filing/service-field.tsx';

export const DANGER = words('grievances/portal/line/danger-fields.DANGER', {
  'zh-CN': {
    title: '哪里有危险？',
    lead: '不用留姓名和电话。选一下、写一两句、拍张照片就行。',
    what: '是什么危险？',
    choose: '请选一种',
    looked: (within: string) => `${within}内有人去看`,
    where: '在哪里？',
    whereHint: '名单里有就选；没有就在下面写。',
    notListed: '名单里没有，我来写',
    places: '公共地点',
    sites: '登记的场所',
    more: '名单太长，这里放不下。全部场所',
    words: ['哪一处？（选了地方的可不填）', '楼、门、路口、哪一层都行'],
    body: ['您看到了什么？', '一两句就行。不用写谁的错。'],
    door: '瞒报的事故、因为反映而受到的报复、某个人或者某个单位做的事，不写在这里：',
    doorLink: '走独立的门',
    whoText: (desk: string) => [
      `${desk}会看到您写的内容，交给去看的单位。管这个地方的单位看不到您写的话、编号和时间；整改的单位也看不到。`,
      '真有危险的，去看的单位用自己的话写成隐患，您凭回执能看到它办到哪一步。',
    ],
    button: '提交，领取回执',
  },
  en: {
    title: 'Where is the danger?',
    lead: 'No name or telephone is needed. Choose, write a line or two, take a photo.',
    what: 'What is dangerous?',
    choose: 'Please choose',
    looked: (within: string) => `looked at within ${within}`,
    where: 'Where is it?',
    whereHint: 'Choose it from the list; if it is not there, write it below.',
    notListed: 'Not in the list: I write it',
    places: 'Public places',
    sites: 'Sites on the register',
    more: 'The list is too long for this page. All sites',
    words: ['Which spot? (optional where a place was chosen)', 'A building, a door, a crossing, a floor'],
    body: ['What did you see?', 'A line or two. Nobody needs to be blamed.'],
    door: 'An accident that is kept quiet, punishment for a report, or what a person or an office did does not belong here: ',
    doorLink: 'it goes through the independent door',
    whoText: (desk: string) => [
      `${desk} reads what you write and passes it to the office that goes to look. The office that answers for the place learns neither your words nor the number nor the time, and neither does the one that mends it.`,
      'Where there is a danger, the office that looked writes it down as a hazard in its own words; with your receipt you see how far it has come.',
    ],
    button: 'File it and get the receipt',
  },
});

const Why = ({ id, fault, lang }: { readonly id: string; readonly fault: Refusal | undefined; readonly lang: Lang }) =>
  fault ? (
    <p class="why" id={`${id}-why`}>
      {sentenceFor(fault, lang)}
    </p>
  ) : null;

const described = (id: string, fault: Refusal | undefined) =>
  fault ? { 'aria-describedby': `${id}-why`, 'aria-invalid': true as const } : {};

interface Props {
  readonly lang: Lang;
  readonly jurisdiction: Jurisdiction;
  readonly service: string | undefined;
  readonly fault: Refusal | undefined;
}

/** What kind of danger: from this choice, and from nothing that is written, follows how soon somebody looks. */
export const DangerKindField = ({ lang, jurisdiction, service, fault }: Props) => {
  const said = DANGER[lang];
  const groups = Map.groupBy(subjectsOf(jurisdiction, 'hazard_report'), ({ pack }) => pack);
  const within = (id: string): string => {
    const pack = jurisdiction.packs.get(jurisdiction.newestPack.get(id) ?? '');
    const rule = pack && isLine(pack) ? pack.rules.find((it) => it.kind === 'verify_hazard') : undefined;
    return withinInWords(rule?.within ?? '', lang);
  };
  return (
    <div class={fault ? 'err' : undefined}>
      <label for="service">{said.what}</label>
      <Why id="service" fault={fault} lang={lang} />
      <select id="service" name="service" aria-required {...described('service', fault)}>
        <option value="">{said.choose}</option>
        {[...groups].map(([pack, subjects]) => (
          <optgroup label={said.looked(within(pack))}>
            {subjects.map((it) => (
              <option value={it.id} selected={it.id === service}>
                {inLang(it.label, lang)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
};

/** Where it is: from the public lists, or in words below. */
export const WhereField = ({
  lang,
  where: { places, sites, more },
  at,
  fault,
}: {
  readonly lang: Lang;
  readonly where: WhereToChoose;
  readonly at: string | undefined;
  readonly fault: Refusal | undefined;
}) => {
  const said = DANGER[lang];
  if (places.length + sites.length === 0) return null;
  const group = (label: string, of: WhereToChoose['places']) =>
    of.length === 0 ? null : (
      <optgroup label={label}>
        {of.map(({ code, name }) => (
          <option value={code} selected={code === at}>
            {name}
          </option>
        ))}
      </optgroup>
    );
  return (
    <div class={fault ? 'err' : undefined}>
      <label for="at">{said.where}</label>
      <p class="hint" id="at-hint">
        {said.whereHint}
      </p>
      <Why id="at" fault={fault} lang={lang} />
      <select id="at" name="at" aria-describedby="at-hint">
        <option value="">{said.notListed}</option>
        {group(said.sites, sites)}
        {group(said.places, places)}
      </select>
      {more && (
        <p class="small">
          <a href={href(lang, '/sites')}>{said.more}</a>
        </p>
      )}
    </div>
  );
};

/** What belongs to the independent door and not here (G5). */
export const DoorNote = ({ lang }: { readonly lang: Lang }) => (
  <p class="small">
    {DANGER[lang].door}
    <a href={href(lang, '/door')}>{DANGER[lang].doorLink}</a>
  </p>
);
