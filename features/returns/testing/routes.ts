const alike = (number: string, more: object = {}) => [{ kind: 'alike', verb: '-', params: { number }, ...more }];

/** How the walk of all routes asks these about a matter: the number of a matter is no book's, and nobody is told so. */
export const ROUTES = {
  'GET /desk/returns/board.csv': () => [{ kind: 'alike', verb: '-' }],
  'GET /desk/return/new': (number: string) => [{ kind: 'alike', verb: '-', query: `rule=${number}&slot=${number}` }],
  'POST /desk/return/new': (number: string) => [{ kind: 'alike', verb: '-', query: `rule=${number}&slot=${number}`, form: { nil: 'yes' } }],
  'GET /desk/return-book/:number': (number: string) => alike(number),
  'GET /desk/return-book/:number/bundle': (number: string) => alike(number),
  'GET /desk/return-book/:number/file/:file': (number: string) => [{ kind: 'alike', verb: '-', params: { number, file: '0-0-1' } }],
  'POST /desk/return-book/:number/step': (number: string) => alike(number, { form: { command: 'look_into_missing', expected: '1' } }),
  'GET /api/v1/staff/return-books/:number': (number: string) => alike(number),
  'POST /api/v1/staff/return-books/:number/steps': (number: string) => alike(number, { json: { command: 'look_into_missing', input: {} } }),
};
