const alike = (number: string, more: object = {}) => [{ kind: 'alike', verb: '-', params: { number }, ...more }];

/** How the walk of all routes asks these about a matter: the number of a matter is no circular's, and nobody is told so. */
export const ROUTES = {
  'GET /desk/circulars': () => [{ kind: 'alike', verb: '-' }],
  'GET /desk/circulars/new': () => [{ kind: 'alike', verb: '-' }],
  'POST /desk/circulars/new': (number: string) => [{ kind: 'alike', verb: '-', form: { title: '', replaces: number } }],
  'GET /desk/circular/:number': (number: string) => alike(number),
  'GET /desk/circular/:number/board': (number: string) => alike(number),
  'GET /desk/circular/:number/board.csv': (number: string) => alike(number),
  'GET /desk/circular/:number/bundle': (number: string) => alike(number),
  'GET /desk/circular/:number/file/:file': (number: string) => alike(number, { params: { number, file: '0-0-1' } }),
  'POST /desk/circular/:number/step': (number: string) => alike(number, { form: { command: 'confirm_receipt', expected: '1' } }),
  'POST /api/v1/staff/circulars': (number: string) => [{ kind: 'alike', verb: '-', json: { replaces: number } }],
  'GET /api/v1/staff/circulars/:number': (number: string) => alike(number),
  'POST /api/v1/staff/circulars/:number/steps': (number: string) => alike(number, { json: { command: 'confirm_receipt', input: {} } }),
};
