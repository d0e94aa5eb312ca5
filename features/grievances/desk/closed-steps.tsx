import { words } from '../../../kernel/language/words.ts';
import { mayDo, ROLES } from '../../../kernel/access/access.ts';
import { roleName } from '../../../portal/role-words.ts';
import type { Lang } from '../../../portal/page.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { relationOf, type Option } from '../domain/decide.ts';
import type { Steps } from './step-form.tsx';
import { stepName } from './words.ts';

export const WORDS = words('grievances/desk/closed-steps.WORDS', {
  'zh-CN': { isFor: (roles: readonly string[]) => `由${roles.join('、')}来做。`, between: '；' },
  en: { isFor: (roles: readonly string[]) => ` It is for: ${roles.join(', ')}.`, between: '; ' },
});

/** Which posts of this office may take a step that is not for this one. */
const forWhom = ({ view, who, lang }: Steps, command: string): string => {
  const relation = relationOf(view.state, who.office);
  const roles = ROLES.filter((role) => mayDo(view.jurisdiction.access, { role, relation, verb: command }).allowed).map((role) =>
    roleName(role, lang),
  );
  if (roles.length === 0) return '';
  return WORDS[lang].isFor(roles);
};

const why = (steps: Steps, option: Option, lang: Lang): string => {
  if (!option.because) return '';
  return sentenceFor(option.because, lang) + (option.because.refused === 'not_your_post' ? forWhom(steps, option.command) : '');
};

/** Steps that are closed now stay visible, those with one reason together. */
export const ClosedSteps = ({ steps }: { readonly steps: Steps }) => {
  const { view, lang } = steps;
  const closed = Map.groupBy(
    view.options.filter((option) => !option.open),
    (option) => why(steps, option, lang),
  );
  return (
    <ul>
      {[...closed].map(([reason, options]) => (
        <li>
          <b>{options.map((option) => stepName(option.command, lang)).join(WORDS[lang].between)}</b>
          <br />
          <span class="small">{reason}</span>
        </li>
      ))}
    </ul>
  );
};
