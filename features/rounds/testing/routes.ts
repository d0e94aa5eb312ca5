const alike = (number: string, more: object = {}) => [{ kind: 'alike', verb: '-', params: { number }, ...more }];

/** How the walk of all routes asks these about a matter: the number of a matter is no round's, and nobody is told so. */
export const ROUTES = {
  'GET /desk/rounds/new': () => [{ kind: 'alike', verb: '-' }],
  'POST /desk/rounds/new': () => [{ kind: 'alike', verb: '-', form: { title: '' } }],
  'GET /desk/round/:number': (number: string) => alike(number),
  'GET /desk/round/:number/bundle': (number: string) => alike(number),
  'GET /desk/round/:number/file/:file': (number: string) => alike(number, { params: { number, file: '0-0-1' } }),
  'GET /desk/round/:number/report': (number: string) => alike(number),
  'GET /desk/round/:number/look': (number: string) => alike(number, { query: `?site=${number}` }),
  'POST /desk/round/:number/look': (number: string) => alike(number, { query: `?site=${number}` }),
  'POST /desk/round/:number/step': (number: string) => alike(number, { form: { command: 'hand_in', expected: '1' } }),
  'POST /api/v1/staff/rounds': () => [{ kind: 'alike', verb: '-', json: {} }],
  'GET /api/v1/staff/rounds/:number': (number: string) => alike(number),
  'POST /api/v1/staff/rounds/:number/steps': (number: string) => alike(number, { json: { command: 'hand_in', input: {} } }),
};
