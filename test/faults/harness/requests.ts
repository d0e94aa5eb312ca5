import { step } from './steps.ts';

/** Who answers requests over HTTP while faults are injected: by the address, without a network. */
export type Answering = (url: string, body: string) => Promise<Response>;

/** `fetch` whose calls are steps and whose answers come from `answering`. */
export const faultyFetch =
  (answering: Answering) =>
  (url: string | URL, init: RequestInit = {}): Promise<Response> =>
    step({ family: 'request', name: `${init.method ?? 'GET'} ${String(url)}` }, () =>
      answering(String(url), typeof init.body === 'string' ? init.body : ''),
    );
