/* Who may import whom (docs/architecture.md). A rule that is only written down is soon a wish. */
const ORDER = [
  'access',
  'audit',
  'records',
  'notifications',
  'sources',
  'identifiers',
  'entities',
  'screening',
  'embargo',
  'shipments',
  'inspections',
  'targeting',
  'exchanges',
  'incidents',
  'cases',
  'reports',
];
/** Health and reference data: the last module, which speaks of nothing but the program itself. */
const OPERATIONS = 'operations';

const inModule = (name) => `^src/modules/${name}/`;
const SPEC = '\\.spec\\.ts$';
/** What lambi-bundle sends with, on an old laptop in a port: the server's own reading of a line, and nothing of its database. */
const BUNDLE = '^src/(cli/bundle/|modules/inspections/sync/bundle-line\\.parser\\.ts$)';
/** What manifest:inspect, list:inspect, embargo:assess and match:* load: they start within a second, so no framework. */
const EMBARGO_FORM = '^src/modules/embargo/rules/(form\\.parser|case-form\\.parser|rule-set\\.mapping)\\.ts$';
const WITHOUT_FRAMEWORK = `^src/(cli/(manifest-inspect|list-inspect|embargo-assess|match-(csv|evaluate|screen))|modules/(shipments/readers|screening/lists)/)|${EMBARGO_FORM}|${BUNDLE}`;
const PURE = '(\\.(rules|types|cases)\\.ts$|^src/modules/access/(policy|actions|roles)\\.ts$)';

const leftOnly = ORDER.map((name, at) => ({
  name: `modules-import-left-${name}`,
  comment: `To its right a module speaks by domain event; ${name} may not know what comes after it.`,
  severity: 'error',
  from: { path: inModule(name) },
  to: { path: inModule(`(${[...ORDER.slice(at + 1), OPERATIONS].join('|')})`) },
}));

module.exports = {
  forbidden: [
    {
      name: 'kernel-imports-nothing',
      comment: 'The kernel is pure: the ids and hashes of Node are all it takes from outside.',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: SPEC },
      to: { pathNot: ['^src/kernel/', '^(node:)?crypto$'] },
    },
    {
      name: 'platform-knows-no-business-word',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: ['^(src/(modules|cli|[^/]+\\.ts)|seeds|migrations)'], pathNot: ['^migrations/index\\.ts$'] },
    },
    {
      name: 'only-migrating-and-its-check-know-migrations',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/platform/database/(migrate|server-checks)\\.ts$' },
      to: { path: '^migrations/' },
    },
    ...leftOnly,
    {
      name: 'operations-imports-access-and-audit-only',
      severity: 'error',
      from: { path: inModule(OPERATIONS) },
      to: { path: '^src/modules/', pathNot: [inModule(OPERATIONS), '^src/modules/(access|audit)/index\\.ts$'] },
    },
    {
      name: 'modules-through-their-index',
      comment: "What is not in index.ts is nobody else's business.",
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/', pathNot: WITHOUT_FRAMEWORK },
      to: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    },
    {
      name: 'without-framework-takes-rules-only',
      comment: 'An index brings Nest with it: readers of files take the pure rules of other modules directly.',
      severity: 'error',
      from: { path: WITHOUT_FRAMEWORK, pathNot: SPEC },
      to: { path: '^src/modules/', pathNot: [WITHOUT_FRAMEWORK, '\\.(rules|types|cases)\\.ts$'] },
    },
    {
      name: 'without-framework-reaches-none',
      comment: 'manifest:inspect answers within a second and needs no database.',
      severity: 'error',
      from: { path: WITHOUT_FRAMEWORK },
      to: { path: 'node_modules/(@nestjs|typeorm|pg|graphile-worker|express|rxjs)/', reachable: true },
    },
    {
      name: 'outside-through-the-index',
      comment: "The program's own files too: a module's class and its public face, nothing else.",
      severity: 'error',
      from: { path: '^src/(?!modules/)', pathNot: [SPEC, WITHOUT_FRAMEWORK] },
      to: {
        path: '^src/modules/',
        pathNot: ['^src/modules/[^/]+/index\\.ts$', '^src/modules/operations/operations\\.module\\.ts$'],
      },
    },
    {
      name: 'modules-do-not-import-the-program',
      severity: 'error',
      from: { path: '^src/(modules|kernel)/' },
      to: { path: ['^src/cli/', '^src/[^/]+\\.ts$', '^(seeds|migrations|test)/'] },
    },
    {
      name: 'pure-files-know-no-framework',
      comment: 'Facts in, verdict with reasons out: no Nest, no TypeORM, no database driver.',
      severity: 'error',
      from: { path: PURE },
      to: { path: 'node_modules/(@nestjs|typeorm|pg|graphile-worker|express|rxjs|class-validator|class-transformer)/' },
    },
    {
      name: 'pure-files-touch-nothing-outside',
      comment: "No clock, file, network or randomness. The log's rules hash and check signatures, which is arithmetic.",
      severity: 'error',
      from: { path: PURE, pathNot: '^src/modules/audit/[^/]+\\.rules\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'log-rules-hash-and-no-more',
      severity: 'error',
      from: { path: '^src/modules/audit/[^/]+\\.rules\\.ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'pure-files-import-pure-files',
      comment: 'A type from beside is free; a value must be as pure as the file that takes it.',
      severity: 'error',
      from: { path: PURE },
      to: {
        path: '^src/',
        pathNot: [PURE, '^src/kernel/', '\\.errors\\.ts$', '^src/modules/[^/]+/index\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'controllers-do-not-reach-the-database',
      comment: 'Three hops: controller, service, repository.',
      severity: 'error',
      from: { path: '\\.controller\\.ts$' },
      to: { path: ['node_modules/(typeorm|pg)/', '\\.record\\.ts$'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rows-carry-columns-only',
      severity: 'error',
      from: { path: '\\.record\\.ts$' },
      to: { path: ['node_modules/@nestjs/', '\\.(service|repository|controller|module|dto)\\.ts$'] },
    },
    {
      name: 'the-verifier-shares-no-code-with-the-writer',
      comment: 'A fault copied from the writer would be found right by the verifier.',
      severity: 'error',
      from: { path: '^src/cli/(audit-verify|receipt-verify)/', pathNot: ['\\.cli\\.ts$', SPEC] },
      to: { path: ['^src/(modules|kernel)/'] },
    },
    {
      name: 'the-verifiers-command-neither',
      severity: 'error',
      from: { path: '^src/cli/audit-verify/.*\\.cli\\.ts$' },
      to: { path: ['^src/(modules|kernel)/'] },
    },
    {
      name: 'no-cycles',
      comment: 'Type-only circles cost nothing; a circle of values is read before it is written.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-test-code-in-the-program',
      severity: 'error',
      from: { path: '^src/', pathNot: SPEC },
      to: { path: ['^test/', SPEC] },
    },
    {
      name: 'no-development-package-in-the-program',
      severity: 'error',
      from: { path: '^src/', pathNot: SPEC },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^\\.\\./seeds/demo/index\\.js$' }, // a dynamic import names what the compiler will have written
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json', '.node'],
    },
  },
};
