/** What stands on what, from the ground up; a floor imports from those below it and never from one above. */
const FLOORS = [['kernel'], ['ports', 'verifier', 'policy'], ['engine'], ['portal'], ['desk'], ['features'], ['server']];
const stands = (names, i) => ({
  name: `${names.join('-')}-imports-nothing-above`,
  severity: 'error',
  from: { path: `^(${names.join('|')})/`, pathNot: '\\.(test|e2e)\\.ts$' },
  to: {
    path: `^(${FLOORS.slice(i + 1)
      .flat()
      .join('|')})/`,
  },
});

/** The import rules of ARCHITECTURE.md, checked by test/house.test.ts. */
module.exports = {
  forbidden: [
    ...FLOORS.slice(0, -1).map(stands),
    {
      name: 'a-language-is-words-only',
      severity: 'error',
      from: { path: '^languages/' },
      to: { path: '^(?!languages/)', dependencyTypesNot: ['type-only', 'type-import'] },
    },
    {
      name: 'only-the-roof-takes-languages',
      severity: 'error',
      from: { pathNot: ['^languages/', '^server/take-languages\\.ts$', '^test/'] },
      to: { path: '^languages/' },
    },
    {
      // A server that shows pages needs none of them: each is loaded with the first picture, paper, passkey, sign-in or push message that wants it.
      name: 'what-is-heavy-is-loaded-when-it-is-wanted',
      severity: 'error',
      from: { pathNot: ['\\.(test|e2e)\\.tsx?$', '^test/', '^bench/', '^features/papers/server/render-docx\\.ts$'] },
      to: {
        path: [
          'node_modules/(sharp|file-type|openid-client|@simplewebauthn/server|docx|web-push)/',
          '^features/papers/server/render-docx\\.ts$',
        ],
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'kernel-stands-alone', severity: 'error', from: { path: '^kernel/', pathNot: '\\.test\\.ts$' }, to: { pathNot: '^kernel/' } },
    {
      name: 'domains-stand-on-the-kernel',
      severity: 'error',
      from: { path: '^features/([^/]+)/domain/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^kernel/', '^features/$1/domain/', '^features/[^/]+/public\\.ts$'] },
    },
    {
      name: 'only-server-imports-server-parts',
      severity: 'error',
      from: { pathNot: ['^server/', '^languages/', '^features/([^/]+)/', '^test/', '^bench/', '\\.test\\.ts$'] },
      to: { path: '^features/[^/]+/server/' },
    },
    {
      name: 'a-feature-keeps-to-itself',
      severity: 'error',
      from: { path: '^features/([^/]+)/' },
      to: { path: '^features/', pathNot: ['^features/$1/', '^features/[^/]+/public(-desk)?\\.ts$'] },
    },
    {
      name: 'verifier-needs-no-server',
      severity: 'error',
      from: { path: '^verifier/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^verifier/', '^ports/', '^kernel/', '^node:', 'node_modules/@noble/'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'only-the-broker-opens-the-keyring',
      severity: 'error',
      from: { pathNot: ['^engine/keys/broker\\.ts$', '^engine/store/(encrypt-existing|write-matter)\\.ts$'] },
      to: { path: '^engine/keys/keyring\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      from: { pathNot: ['^test/', '^bench/', '\\.test\\.ts$', '\\.e2e\\.ts$'] },
      to: { path: ['^test/', '^bench/', '/testing/', '\\.test\\.ts$'], pathNot: '^verifier/testing/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^var/', '^reports/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
