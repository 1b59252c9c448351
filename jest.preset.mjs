import { fileURLToPath } from 'node:url';

const tool = (name) => fileURLToPath(new URL(`tools/jest/${name}`, import.meta.url));

// One preset for every project: real ES modules, swc with Nest's decorator metadata, a database on demand.
export default {
  testEnvironment: 'node',
  globalSetup: tool('setup.mjs'),
  globalTeardown: tool('teardown.mjs'),
  reporters: ['default', tool('count-reporter.mjs')],
  // Generous, for a loaded machine: a test that waits for a fact says itself how long it may wait.
  testTimeout: 30_000,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true, decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
          target: 'es2023',
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};
