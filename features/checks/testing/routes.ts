const alike = (number: string, more: object = {}) => [{ kind: 'alike', verb: '-', params: { number }, ...more }];

const plain = () => [{ kind: 'alike', verb: '-' }];
const HASH = 'ab'.repeat(32);
/** A record of a device for a site whose number is a matter's: no site has it. */
const manifest = (site: string) => ({ v: 1, id: HASH, site, for: [], form: null, answers: {}, photos: [], doneAt: 0, checkpoint: null });

/** How the walk of all routes asks these about a matter: the number of a matter is none of this kind, and nobody is told so. */
export const ROUTES = {
  'GET /desk/check/:number': (number: string) => alike(number),
  'GET /desk/check/:number/bundle': (number: string) => alike(number),
  'GET /desk/check/:number/file/:file': (number: string) => [{ kind: 'alike', verb: '-', params: { number, file: '0-0-1' } }],
  'POST /desk/check/:number/step': (number: string) => alike(number, { form: { command: 'sign_check', expected: '1' } }),
  'GET /api/v1/staff/checks/:number': (number: string) => alike(number),
  'POST /api/v1/staff/checks/:number/steps': (number: string) => alike(number, { json: { command: 'sign_check', input: {} } }),
  'GET /desk/check/new/:site': (number: string) => [{ kind: 'alike', verb: '-', params: { site: number } }],
  'POST /desk/check/new/:site': (number: string) => [{ kind: 'alike', verb: '-', params: { site: number } }],
  'GET /field': plain,
  'GET /field/s/:code': (number: string) => [{ kind: 'alike', verb: '-', params: { code: number } }],
  'GET /field/:name': (number: string) => [{ kind: 'alike', verb: '-', params: { name: number } }],
  'GET /field/sw.js': plain,
  'GET /field/field.css': plain,
  'GET /field/app.webmanifest': plain,
  'GET /field/icon-192.png': plain,
  'GET /field/icon-512.png': plain,
  'GET /api/v1/field': plain,
  'PUT /api/v1/intake/:id': (number: string) => [{ kind: 'alike', verb: '-', params: { id: HASH }, json: manifest(number) }],
  'PUT /api/v1/intake/:id/blobs/:sha256': () => [{ kind: 'alike', verb: '-', params: { id: HASH, sha256: HASH }, json: {} }],
  'GET /desk/field-keys': plain,
  'POST /desk/field-keys': () => [{ kind: 'alike', verb: '-', form: { end: 'none' } }],
  'GET /openrosa/formList': plain,
  'GET /openrosa/form/:hash': (number: string) => [{ kind: 'alike', verb: '-', params: { hash: number } }],
  'HEAD /openrosa/submission': plain,
  'POST /openrosa/submission': plain,
};
