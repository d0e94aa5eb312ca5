const alike = (number: string, more: object = {}) => [{ kind: 'alike', verb: '-', params: { number }, ...more }];

/** The same routes of incidents and of drills. */
const ofKind = (one: string, many: string, begins: object, step: string) => ({
  [`GET /desk/${many}/new`]: () => [{ kind: 'alike', verb: '-' }],
  [`POST /desk/${many}/new`]: () => [{ kind: 'alike', verb: '-', form: begins }],
  [`GET /desk/${one}/:number`]: (number: string) => alike(number),
  [`GET /desk/${one}/:number/review`]: (number: string) => alike(number),
  [`GET /desk/${one}/:number/phones`]: (number: string) => alike(number),
  [`GET /desk/${one}/:number/bundle`]: (number: string) => alike(number),
  [`GET /desk/${one}/:number/file/:file`]: (number: string) => alike(number, { params: { number, file: '0-0-1' } }),
  [`POST /desk/${one}/:number/step`]: (number: string) => alike(number, { form: { command: step, expected: '2', words: '好' } }),
  [`POST /api/v1/staff/${many}`]: () => [{ kind: 'alike', verb: '-', json: begins }],
  [`POST /api/v1/staff/${many}/:number/files`]: (number: string) => alike(number, { form: { command: 'do_lesson', of: '1', words: '好' } }),
  [`GET /api/v1/staff/${many}/:number`]: (number: string) => alike(number),
  [`POST /api/v1/staff/${many}/:number/steps`]: (number: string) =>
    alike(number, { json: { command: 'end_danger', input: { words: '好' } } }),
});

/** How the walk of all routes asks these about a matter: the number of a matter is no incident's and no drill's, and nobody is told so. */
export const ROUTES = {
  'POST /api/v1/peer/reports': () => [{ kind: 'alike', verb: '-', json: { body: '{}', note: 'x' } }],
  'POST /api/v1/peer/receipts': () => [{ kind: 'alike', verb: '-', json: { body: '{}', note: 'x' } }],
  'GET /desk/incidents/figures': () => [{ kind: 'alike', verb: '-' }],
  'GET /desk/incidents': () => [{ kind: 'alike', verb: '-' }],
  'GET /call/:code': () => [{ kind: 'alike', verb: '-', params: { code: 'AAAAA-AAAAA' } }],
  'POST /call/:code': () => [{ kind: 'alike', verb: '-', params: { code: 'AAAAA-AAAAA' }, form: { answer: 'acknowledged' } }],
  ...ofKind('incident', 'incidents', { kind: 'none' }, 'acknowledge_call'),
  'GET /desk/live/:number': (number: string) => alike(number),
  'GET /desk/drill/:number/taps': (number: string) => alike(number),
  'POST /desk/drill/:number/taps': (number: string) => alike(number, { form: { tap: 'alarm' } }),
  ...ofKind('drill', 'drills', { kind: 'none' }, 'acknowledge_call'),
};
