const alike = () => [{ kind: 'alike', verb: '-' }];

/** How the walk of all routes asks these: figures by class, the same for everybody, and a calendar that knows no matter. */
export const ROUTES = {
  'GET /outreach': alike,
  'GET /outreach.csv': alike,
  'GET /desk/outreach': alike,
  'GET /desk/outreach/calendar': (number: string) => [{ kind: 'alike', verb: '-', query: `?site=${number}` }],
};
