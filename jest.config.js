const swc = (parser, extra) => [
  '@swc/jest',
  {
    jsc: { parser, target: 'es2022', keepClassNames: true, ...extra },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];
const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
  moduleFileExtensions: ['ts', 'js', 'json', 'node'],
  // ESM-only packages run in the CommonJS app by require(esm), but jest must transpile them.
  transformIgnorePatterns: ['/node_modules/(?!(any-ascii|otplib|@otplib|@scure|@noble|@tus|srvx)/)'],
  transform: {
    '^.+\\.ts$': swc(
      { syntax: 'typescript', decorators: true },
      { transform: { legacyDecorator: true, decoratorMetadata: true } },
    ),
    '^.+\\.m?js$': swc({ syntax: 'ecmascript' }),
  },
};
const withDatabase = {
  ...shared,
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  setupFiles: ['<rootDir>/test/support/setup-env.ts'],
};
/** Unit tests need nothing; db, e2e and contract tests share one real PostgreSQL. The browser test is its own command. */
/** @type {import('jest').Config} */
module.exports = {
  maxWorkers: 2,
  testTimeout: 120_000 /* a machine shared with others may stand still for seconds */,
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{src,migrations,seeds}/**/*.spec.ts'] },
    { ...withDatabase, displayName: 'db', testMatch: ['<rootDir>/test/db/**/*.spec.ts'] },
    { ...withDatabase, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.spec.ts'] },
    { ...withDatabase, displayName: 'contract', testMatch: ['<rootDir>/test/contract/**/*.spec.ts'] },
  ],
};
