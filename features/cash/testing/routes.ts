const alike = (form?: object) => [{ kind: 'alike', verb: '-', ...(form === undefined ? {} : { form }) }];

/** How the walk of all routes asks these about a matter: the number of a matter is no code, and nobody is told so. */
export const ROUTES = {
  'GET /desk/cash': () => alike(),
  'GET /desk/cash.csv': () => alike(),
  'POST /desk/cash': (number: string) => [
    ...alike({ act: 'look', code: number }),
    ...alike({ act: 'pay', code: number }),
    ...alike({ act: 'against', line: number, reason: 'handed_back' }),
  ],
};
