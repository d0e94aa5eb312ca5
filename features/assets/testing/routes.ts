const alike = (number: string, more: object = {}) => [{ kind: 'alike', verb: '-', params: { number }, ...more }];

/** How the walk of all routes asks these about a matter: the number of a matter is no asset's, and nobody is told so. */
export const ROUTES = {
  'GET /desk/assets/new': () => [{ kind: 'alike', verb: '-' }],
  'POST /desk/assets/new': () => [{ kind: 'alike', verb: '-', form: { name: '' } }],
  'GET /desk/asset/:number': (number: string) => alike(number),
  'GET /desk/asset/:number/bundle': (number: string) => alike(number),
  'GET /desk/asset/:number/file/:file': (number: string) => alike(number, { params: { number, file: '0-0-1' } }),
  'POST /desk/asset/:number/step': (number: string) => alike(number, { form: { command: 'end_asset', expected: '1' } }),
  'POST /api/v1/staff/assets': () => [{ kind: 'alike', verb: '-', json: { name: '' } }],
  'GET /api/v1/staff/assets/:number': (number: string) => alike(number),
  'POST /api/v1/staff/assets/:number/steps': (number: string) => alike(number, { json: { command: 'end_asset', input: {} } }),
};
