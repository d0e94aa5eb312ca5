const alike = (number: string, more: object = {}) => [{ kind: 'alike', verb: '-', params: { number }, ...more }];
const same = (form?: object) => [{ kind: 'alike', verb: '-', ...(form === undefined ? {} : { form }) }];

/** How the walk of all routes asks these about a matter: the number of a matter is no roster's and no shift's, and nobody is told so. */
export const ROUTES = {
  'GET /desk/duty': () => same(),
  'GET /desk/duty/month.pdf': () => same(),
  'POST /desk/duty/away': () => same({ act: 'add', from: '2026-12-24' }),
  'POST /desk/duty/feed': () => same({ act: 'revoke' }),
  'GET /duty/feed/:file': (number: string) => [{ kind: 'alike', verb: '-', params: { file: `${number}.ics` } }],
  'GET /desk/roster/:number': (number: string) => alike(number),
  'GET /desk/roster/:number/bundle': (number: string) => alike(number),
  'GET /desk/roster/:number/file/:file': (number: string) => alike(number, { params: { number, file: '0-0-1' } }),
  'POST /desk/roster/:number/step': (number: string) => alike(number, { form: { command: 'propose_month', expected: '1' } }),
  'GET /api/v1/staff/rosters/:number': (number: string) => alike(number),
  'POST /api/v1/staff/rosters/:number/steps': (number: string) => alike(number, { json: { command: 'publish_month', input: {} } }),
  'GET /desk/shift/:number': (number: string) => alike(number),
  'GET /desk/shift/:number/bundle': (number: string) => alike(number),
  'GET /desk/shift/:number/file/:file': (number: string) => alike(number, { params: { number, file: '0-0-1' } }),
  'POST /desk/shift/:number/step': (number: string) => alike(number, { form: { command: 'sign_in', expected: '2' } }),
  'GET /api/v1/staff/shifts/:number': (number: string) => alike(number),
  'POST /api/v1/staff/shifts/:number/steps': (number: string) => alike(number, { json: { command: 'sign_in', input: {} } }),
};
