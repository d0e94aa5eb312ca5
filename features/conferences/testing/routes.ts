const alike = (number: string, more: object = {}) => [{ kind: 'alike', verb: '-', params: { number }, ...more }];

/** How the walk of all routes asks these about a matter: the number of a matter is no conference's, and nobody is told so. */
export const ROUTES = {
  'GET /desk/conferences': () => [{ kind: 'alike', verb: '-' }],
  'GET /decisions': () => [{ kind: 'alike', verb: '-' }],
  'GET /desk/conferences/new': () => [{ kind: 'alike', verb: '-' }],
  'POST /desk/conferences/new': () => [{ kind: 'alike', verb: '-', form: { kind: '' } }],
  'GET /desk/conference/:number': (number: string) => alike(number),
  'GET /desk/conference/:number/agenda': (number: string) => alike(number),
  'GET /desk/conference/:number/bundle': (number: string) => alike(number),
  'GET /desk/conference/:number/file/:file': (number: string) => alike(number, { params: { number, file: '0-0-1' } }),
  'GET /desk/conference/:number/paper/:paper': (number: string) =>
    alike(number, { params: { number, paper: 'conference_minutes-0-3.pdf' } }),
  'POST /desk/conference/:number/step': (number: string) => alike(number, { form: { command: 'add_item', expected: '1', number } }),
  'POST /api/v1/staff/conferences': () => [{ kind: 'alike', verb: '-', json: {} }],
  'GET /api/v1/staff/conferences/:number': (number: string) => alike(number),
  'POST /api/v1/staff/conferences/:number/steps': (number: string) => alike(number, { json: { command: 'add_item', input: { number } } }),
  'GET /desk/taken/new': () => [{ kind: 'alike', verb: '-' }],
  'POST /desk/taken/new': (number: string) => [{ kind: 'alike', verb: '-', form: { number } }],
  'GET /desk/taken/:number': (number: string) => alike(number),
  'GET /desk/taken/:number/bundle': (number: string) => alike(number),
  'GET /desk/taken/:number/file/:file': (number: string) => alike(number, { params: { number, file: '0-0-1' } }),
  'POST /desk/taken/:number/step': (number: string) => alike(number, { form: { command: 'change_plan', expected: '1' } }),
  'POST /api/v1/staff/taken-matters': (number: string) => [{ kind: 'alike', verb: '-', json: { number } }],
  'GET /api/v1/staff/taken-matters/:number': (number: string) => alike(number),
  'POST /api/v1/staff/taken-matters/:number/steps': (number: string) => alike(number, { json: { command: 'change_plan', input: {} } }),
};
