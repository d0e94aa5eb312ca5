const alike = (number: string, more: object = {}) => [{ kind: 'alike', verb: '-', params: { number }, ...more }];

/** How the walk of all routes asks these about a matter: the number of a matter is no warning's, and nobody is told so. */
export const ROUTES = {
  'GET /warnings': () => [{ kind: 'alike', verb: '-' }],
  'GET /warnings.atom': () => [{ kind: 'alike', verb: '-' }],
  'GET /warnings/:number': (number: string) => alike(number),
  'GET /warnings/:number.cap': (number: string) => alike(number),
  'GET /desk/warnings': () => [{ kind: 'alike', verb: '-' }],
  'GET /desk/warnings/new': () => [{ kind: 'alike', verb: '-' }],
  'POST /desk/warnings/new': () => [{ kind: 'alike', verb: '-', form: { hazard: '' } }],
  'GET /desk/warning/:number': (number: string) => alike(number),
  'GET /desk/warning/:number/bundle': (number: string) => alike(number),
  'GET /desk/warning/:number/file/:file': (number: string) => alike(number, { params: { number, file: '0-0-1' } }),
  'POST /desk/warning/:number/step': (number: string) => alike(number, { form: { command: 'lift_warning', expected: '1' } }),
  'POST /api/v1/staff/warnings': () => [{ kind: 'alike', verb: '-', json: {} }],
  'GET /api/v1/staff/warnings/:number': (number: string) => alike(number),
  'POST /api/v1/staff/warnings/:number/steps': (number: string) => alike(number, { json: { command: 'lift_warning', input: {} } }),
};
