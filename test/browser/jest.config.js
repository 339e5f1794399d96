const { transform, transformIgnorePatterns, moduleFileExtensions } = require('../../jest.config.js').projects[0];

/** The browser test is a command of its own (npm run test:browser): it needs Chromium, which `npm test` must not ask for. */
/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/**/*.spec.ts'],
  testTimeout: 120_000,
  maxWorkers: 1,
  transform,
  transformIgnorePatterns,
  moduleFileExtensions,
};
