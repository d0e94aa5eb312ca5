const alike = (number: string, more: object = {}) => [{ kind: 'alike', verb: '-', params: { number }, ...more }];

/** How the walk of all routes asks these about a matter: the number of a matter is none of this kind, and nobody is told so. */
export const ROUTES = {
  'GET /desk/check/:number': (number: string) => alike(number),
  'GET /desk/check/:number/bundle': (number: string) => alike(number),
  'POST /desk/check/:number/step': (number: string) => alike(number, { form: { command: 'sign_check', expected: '1' } }),
  'GET /api/v1/staff/checks/:number': (number: string) => alike(number),
  'POST /api/v1/staff/checks/:number/steps': (number: string) => alike(number, { json: { command: 'sign_check', input: {} } }),
  'GET /desk/check/new/:site': (number: string) => [{ kind: 'alike', verb: '-', params: { site: number } }],
  'POST /desk/check/new/:site': (number: string) => [{ kind: 'alike', verb: '-', params: { site: number } }],
};
