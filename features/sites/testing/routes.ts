const alike = (number: string, more: object = {}) => [{ kind: 'alike', verb: '-', params: { number }, ...more }];

/** How the walk of all routes asks these about a matter: the number of a matter is no site's, and nobody is told so. */
export const ROUTES = {
  'GET /desk/sites/choose': () => [{ kind: 'alike', verb: '-', query: '?back=%2Fdesk%2Fhazards%2Fnew' }],
  'POST /desk/sites/choose': () => [{ kind: 'alike', verb: '-', form: { back: '/desk/hazards/new', what: '纸箱' } }],
  'GET /desk/sites/new': () => [{ kind: 'alike', verb: '-' }],
  'POST /desk/sites/new': () => [{ kind: 'alike', verb: '-', form: { name: '' } }],
  'GET /desk/site/:number': (number: string) => alike(number),
  'GET /desk/site/:number/bundle': (number: string) => alike(number),
  'GET /desk/site/:number/cards.pdf': (number: string) => alike(number),
  'GET /desk/site/:number/danger.pdf': (number: string) => alike(number),
  'GET /desk/site/:number/plans': (number: string) => alike(number),
  'POST /desk/site/:number/plans': (number: string) => alike(number, { form: { act: 'pin', plan: '1', spot: '1' } }),
  'GET /desk/site/:number/file/:file': (number: string) => [{ kind: 'alike', verb: '-', params: { number, file: '0-0-1' } }],
  'POST /desk/site/:number/step': (number: string) => alike(number, { form: { command: 'confirm_site', expected: '1' } }),
  'POST /api/v1/staff/sites': () => [{ kind: 'alike', verb: '-', json: { name: '' } }],
  'POST /api/v1/staff/sites/:number/files': (number: string) => alike(number, { form: { command: 'add_plan', floor: 'whole' } }),
  'GET /api/v1/staff/sites/:number': (number: string) => alike(number),
  'POST /api/v1/staff/sites/:number/steps': (number: string) => alike(number, { json: { command: 'confirm_site', input: {} } }),
};
