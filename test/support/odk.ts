import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** A form, and what somebody answers, in this order, by the paths of the form. */
export interface OdkTask {
  readonly xml: string;
  readonly fill: readonly (readonly [path: string, value: string | number | readonly string[] | { readonly photo: string }])[];
}

/** What the engine of ODK made of it. */
export type OdkSaid =
  | { readonly loaded: false; readonly error: string }
  | {
      readonly loaded: true;
      readonly languages: readonly string[];
      /** Of the first group, in the language that the client begins with. */
      readonly label: string;
      /** `required /data/…`: what was not in order before anything was answered, and after all of it was. */
      readonly before: readonly string[];
      readonly after: readonly string[];
      /** Paths that are asked after all of it was answered. */
      readonly relevant: readonly string[];
      /** Paths of the task that the form does not have. */
      readonly unknown: readonly string[];
      readonly status: string;
      /** What is sent. */
      readonly xml: string;
      /** Names of the parts of what is sent. */
      readonly files: readonly string[];
    };

/** Lets the engine of ODK fill a form, in a process of its own. */
export const fillByOdk = async (task: OdkTask): Promise<OdkSaid> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'odk-client.ts')], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(JSON.stringify(task));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (out === '') throw new Error(err);
  return JSON.parse(out) as OdkSaid; // written by odk-client.ts
};
