import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { findChromium } from './chromium';

const reports = process.env.MC_TEST_REPORT_DIR;

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: fileURLToPath(new URL('../../test-results', import.meta.url)),
  // Each has a product of its own.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // A test that passes at the second try has failed.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ...(reports ? [['./count-reporter.ts'] as const] : [])],
  use: {
    actionTimeout: 15_000,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: findChromium(),
  },
});
