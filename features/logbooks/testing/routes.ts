const alike = (number: string, more: object = {}) => [{ kind: 'alike', verb: '-', params: { number }, ...more }];

/** How the walk of all routes asks these about a matter: the number of a matter is none of this kind, and nobody is told so. */
export const ROUTES = {
  'GET /desk/logbook/:number': (number: string) => alike(number),
  'GET /desk/logbook/:number/bundle': (number: string) => alike(number),
  'GET /desk/logbook/:number/file/:file': (number: string) => [{ kind: 'alike', verb: '-', params: { number, file: '0-0-1' } }],
  'POST /desk/logbook/:number/step': (number: string) => alike(number, { form: { command: 'look_into_missed', expected: '1' } }),
  'GET /api/v1/staff/logbooks/:number': (number: string) => alike(number),
  'POST /api/v1/staff/logbooks/:number/steps': (number: string) => alike(number, { json: { command: 'look_into_missed', input: {} } }),
};
