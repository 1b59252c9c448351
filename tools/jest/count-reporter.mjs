import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Leaves the numbers of a jest run in MC_TEST_REPORT_DIR, where tools/test.mjs adds them up. Says nothing otherwise. */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    const folder = process.env.MC_TEST_REPORT_DIR;
    if (!folder) return;
    const tests = results.testResults.flatMap(({ testResults }) => testResults);
    const skipped = tests.filter(({ status }) => status === 'pending' || status === 'todo').map(({ fullName }) => fullName);
    const counts = {
      passed: results.numPassedTests,
      // A file that could not even be loaded holds tests that nobody could count.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped,
    };
    writeFileSync(join(folder, `jest-${process.pid}.json`), JSON.stringify(counts));
  }
}
