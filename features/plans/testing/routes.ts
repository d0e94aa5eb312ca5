/** How the walk of all routes asks these about a matter: no matter is a plan, and nobody is told so. */
export const ROUTES = {
  'GET /desk/plans': () => [{ kind: 'alike', verb: '-' }],
  'GET /desk/plans/teams': () => [{ kind: 'alike', verb: '-' }],
  'GET /desk/plans/:plan': (number: string) => [{ kind: 'alike', verb: '-', params: { plan: number } }],
  'GET /desk/plans/:plan/plan.pdf': (number: string) => [{ kind: 'alike', verb: '-', params: { plan: number } }],
};
