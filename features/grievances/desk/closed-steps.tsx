import { mayDo, ROLES } from '../../../kernel/access/access.ts';
import { roleName } from '../../../portal/role-words.ts';
import type { Lang } from '../../../portal/page.ts';
import { sentenceFor } from '../../../portal/refusal-sentences.ts';
import { relationOf, type Option } from '../domain/decide.ts';
import type { Steps } from './step-form.tsx';
import { stepName } from './words.ts';

/** Which posts of this office may take a step that is not for this one. */
const forWhom = ({ view, who, lang }: Steps, command: string): string => {
  const relation = relationOf(view.state, who.office);
  const roles = ROLES.filter((role) => mayDo(view.jurisdiction.access, { role, relation, verb: command }).allowed).map((role) =>
    roleName(role, lang),
  );
  if (roles.length === 0) return '';
  return lang === 'en' ? ` It is for: ${roles.join(', ')}.` : `由${roles.join('、')}来做。`;
};

const why = (steps: Steps, option: Option, lang: Lang): string => {
  if (!option.because) return '';
  return sentenceFor(option.because, lang) + (option.because.refused === 'not_your_post' ? forWhom(steps, option.command) : '');
};

/** Steps that are closed now stay visible, each with its reason. */
export const ClosedSteps = ({ steps }: { readonly steps: Steps }) => (
  <ul>
    {steps.view.options
      .filter((option) => !option.open)
      .map((option) => (
        <li>
          <b>{stepName(option.command, steps.lang)}</b>
          <br />
          <span class="small">{why(steps, option, steps.lang)}</span>
        </li>
      ))}
  </ul>
);
