const alike = (number: string, more: object = {}) => [{ kind: 'alike', verb: '-', params: { number }, ...more }];

/** How the walk of all routes asks these about a matter: the number of a matter is no consultation's, and nobody is told so. */
export const ROUTES = {
  'GET /consultations': () => [{ kind: 'alike', verb: '-' }],
  'GET /consultations/:number': (number: string) => alike(number),
  'GET /consultations/:number/words': (number: string) => alike(number),
  'GET /consultations/:number/paper/:paper': (number: string) =>
    alike(number, { params: { number, paper: 'consultation_decision-0-3.pdf' } }),
  'GET /desk/consultations': () => [{ kind: 'alike', verb: '-' }],
  'GET /desk/consultations/new': () => [{ kind: 'alike', verb: '-' }],
  'POST /desk/consultations/new': () => [{ kind: 'alike', verb: '-', form: { title: '' } }],
  'GET /desk/consultation/:number': (number: string) => alike(number),
  'GET /desk/consultation/:number/comments': (number: string) => alike(number),
  'POST /desk/consultation/:number/comments': (number: string) => alike(number, { form: { into: '1', [`pick_${number}`]: 'yes' } }),
  'GET /desk/consultation/:number/bundle': (number: string) => alike(number),
  'GET /desk/consultation/:number/file/:file': (number: string) => alike(number, { params: { number, file: '0-0-1' } }),
  'GET /desk/consultation/:number/paper/:paper': (number: string) =>
    alike(number, { params: { number, paper: 'consultation_decision-0-3.pdf' } }),
  'POST /desk/consultation/:number/step': (number: string) => alike(number, { form: { command: 'make_group', expected: '1' } }),
  'POST /api/v1/staff/consultations': () => [{ kind: 'alike', verb: '-', json: {} }],
  'GET /api/v1/staff/consultations/:number': (number: string) => alike(number),
  'POST /api/v1/staff/consultations/:number/steps': (number: string) => alike(number, { json: { command: 'make_group', input: {} } }),
};
