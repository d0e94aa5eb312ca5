import type { ComponentChildren } from 'preact';

/** Numbers that answer everywhere in the country: emergencies, and the lines that pages send people to. */
export const SERVICE_NUMBERS = ['110', '119', '120', '12309', '12345', '12348', '12388'] as const;

const IN_WORDS = new RegExp(`(?<!\\d)(${SERVICE_NUMBERS.join('|')})(?![\\d天日字])`);

interface TelProps {
  readonly number: string;
  /** What is shown; the number itself where it is left out. */
  readonly children?: ComponentChildren;
}

/** A telephone number that a tap calls: in an emergency nobody should have to remember and dial it. */
export const Tel = ({ number, children }: TelProps) => (
  <a class="tel" href={`tel:${number.replaceAll(/[^\d+]/g, '')}`}>
    {children ?? number}
  </a>
);

/** A sentence in which the numbers that answer everywhere can be tapped. */
export const WithTel = ({ text }: { readonly text: string }) => (
  <>{text.split(IN_WORDS).map((part, i) => (i % 2 === 1 ? <Tel number={part} /> : part))}</>
);
