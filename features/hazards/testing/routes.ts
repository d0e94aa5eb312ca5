const alike = (number: string, more: object = {}) => [{ kind: 'alike', verb: '-', params: { number }, ...more }];

const HASH = 'ab'.repeat(32);
/** What a phone says of a hazard whose number is a matter's. */
const proposal = (hazard: string) => ({
  v: 1,
  id: HASH,
  hazard,
  restsOn: 1,
  step: 'accept_mend',
  said: { words: '好' },
  photos: [],
  doneAt: 0,
  checkpoint: null,
});

/** How the walk of all routes asks these about a matter: the number of a matter is no hazard's, and nobody is told so. */
export const ROUTES = {
  'GET /hazards/:number': (number: string) => alike(number),
  'GET /desk/hazards/new': () => [{ kind: 'alike', verb: '-' }],
  'POST /desk/hazards/new': () => [{ kind: 'alike', verb: '-', form: { source: 'none' } }],
  'GET /desk/hazard/:number': (number: string) => alike(number),
  'GET /desk/hazard/:number/bundle': (number: string) => alike(number),
  'GET /desk/hazard/:number/file/:file': (number: string) => [{ kind: 'alike', verb: '-', params: { number, file: '0-0-1' } }],
  'POST /desk/hazard/:number/step': (number: string) =>
    alike(number, { form: { command: 'grade', expected: '1', grade: 'general', criterion: '小' } }),
  'GET /desk/hazard/:number/paper/:paper': (number: string) => alike(number, { params: { number, paper: 'hazard_order-0-2.pdf' } }),
  'POST /api/v1/staff/hazards': () => [{ kind: 'alike', verb: '-', json: { source: 'none' } }],
  'POST /api/v1/staff/hazards/with-files': () => [{ kind: 'alike', verb: '-', form: { source: 'none' } }],
  'POST /api/v1/staff/hazards/:number/files': (number: string) => alike(number, { form: { command: 'look_back', words: '' } }),
  'GET /api/v1/staff/hazards/:number': (number: string) => alike(number),
  'GET /api/v1/field/looks': () => [{ kind: 'alike', verb: '-' }],
  'GET /api/v1/field/looks/:hazard': (number: string) => [{ kind: 'alike', verb: '-', params: { hazard: number } }],
  'PUT /api/v1/proposals/:id': (number: string) => [{ kind: 'alike', verb: '-', params: { id: HASH }, json: proposal(number) }],
  'PUT /api/v1/proposals/:id/blobs/:sha256': () => [{ kind: 'alike', verb: '-', params: { id: HASH, sha256: HASH }, json: {} }],
  'POST /api/v1/staff/hazards/:number/steps': (number: string) => alike(number, { json: { command: 'delist', input: {} } }),
};
