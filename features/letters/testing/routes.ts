const alike = (number: string, more: object = {}) => [{ kind: 'alike', verb: '-', params: { number }, ...more }];

/** How the walk of all routes asks these about a matter: the number of a matter is no letter's, and nobody is told so. */
export const ROUTES = {
  'GET /desk/letters/new': () => [{ kind: 'alike', verb: '-' }],
  'POST /desk/letters/new': (number: string) => [{ kind: 'alike', verb: '-', form: { site: number } }],
  'GET /desk/letter/:number': (number: string) => alike(number),
  'GET /desk/letter/:number/bundle': (number: string) => alike(number),
  'GET /desk/letter/:number/file/:file': (number: string) => alike(number, { params: { number, file: '0-0-1' } }),
  'GET /desk/letter/:number/paper/:paper': (number: string) => alike(number, { params: { number, paper: 'duty_letter-0-2.pdf' } }),
  'POST /desk/letter/:number/step': (number: string) => alike(number, { form: { command: 'sign_letter', expected: '1' } }),
  'POST /api/v1/staff/letters': () => [{ kind: 'alike', verb: '-', json: {} }],
  'GET /api/v1/staff/letters/:number': (number: string) => alike(number),
  'POST /api/v1/staff/letters/:number/steps': (number: string) => alike(number, { json: { command: 'sign_letter', input: {} } }),
};
