const alike = (number: string, more: object = {}) => [{ kind: 'alike', verb: '-', params: { number }, ...more }];

/** How the walk of all routes asks these about a matter: the number of a matter is no statement's, and nobody is told so. */
export const ROUTES = {
  'GET /desk/statement/:number': (number: string) => alike(number),
  'GET /desk/statement/:number/bundle': (number: string) => alike(number),
  'GET /desk/statement/:number/file/:file': (number: string) => alike(number, { params: { number, file: '0-0-1' } }),
  'GET /desk/statement/:number/paper/:paper': (number: string) => alike(number, { params: { number, paper: 'hazard_statistics-0-2.pdf' } }),
  'POST /desk/statement/:number/step': (number: string) => alike(number, { form: { command: 'sign_statement', expected: '2' } }),
  'GET /api/v1/staff/statements/:number': (number: string) => alike(number),
  'POST /api/v1/staff/statements/:number/steps': (number: string) => alike(number, { json: { command: 'sign_statement', input: {} } }),
};
