const alike = (number: string, more: object = {}) => [{ kind: 'alike', verb: '-', params: { number }, ...more }];

/** How the walk of all routes asks these about a matter: the number of a matter is no tour's, and nobody is told so. */
export const ROUTES = {
  'GET /desk/visits/new': () => [{ kind: 'alike', verb: '-' }],
  'POST /desk/visits/new': () => [{ kind: 'alike', verb: '-', form: { title: '' } }],
  'GET /desk/visit/:number': (number: string) => alike(number),
  'GET /desk/visit/:number/bundle': (number: string) => alike(number),
  'GET /desk/visit/:number/file/:file': (number: string) => alike(number, { params: { number, file: '0-0-1' } }),
  'POST /desk/visit/:number/step': (number: string) => alike(number, { form: { command: 'draw', expected: '1' } }),
  'POST /api/v1/staff/visits': () => [{ kind: 'alike', verb: '-', json: {} }],
  'GET /api/v1/staff/visits/:number': (number: string) => alike(number),
  'POST /api/v1/staff/visits/:number/steps': (number: string) => alike(number, { json: { command: 'draw', input: {} } }),
  'GET /visits/:number/leaves.json': (number: string) => alike(number),
};
