import type { Lang } from '../../../../portal/page.ts';
import { CODE } from './code-words.ts';

interface Props {
  readonly lang: Lang;
  readonly number: string;
  /** The code of who carries the matter: progress, and nothing else. */
  readonly code: string;
}

/** A mandate to be signed by both, with the code of who carries the matter; shown once. */
export const MandateSheet = ({ lang, number, code }: Props) => {
  const words = CODE[lang];
  return (
    <>
      {words.mandate(number).map((text) => (
        <p>{text}</p>
      ))}
      <table>
        <thead>
          <tr>
            {words.mandateHeads.map((text) => (
              <th scope="col">{text}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {words.mandateHeads.map(() => (
              <td>
                <br />
                <br />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <section class="card">
        <p class="small">{words.once}</p>
        <p class="code">{code}</p>
        <p class="small">{words.carrierUse}</p>
      </section>
    </>
  );
};
