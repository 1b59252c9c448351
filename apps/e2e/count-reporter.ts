import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FullResult, Reporter, Suite, TestCase } from '@playwright/test/reporter';

/** Leaves the numbers of a Playwright run in MC_TEST_REPORT_DIR, where tools/test.mjs adds them up. */
export default class CountReporter implements Reporter {
  #suite: Suite | undefined;
  #brokenBefore = 0;

  onBegin(_config: unknown, suite: Suite): void {
    this.#suite = suite;
  }

  /** An error outside of any test: a file that does not load, a server that does not start. */
  onError(): void {
    this.#brokenBefore = 1;
  }

  onEnd(_result: FullResult): void {
    const tests = this.#suite?.allTests() ?? [];
    const named = (outcome: ReturnType<TestCase['outcome']>) => tests.filter((test) => test.outcome() === outcome);
    const failed = named('unexpected').length + named('flaky').length;
    const counts = {
      passed: named('expected').length,
      failed: failed || this.#brokenBefore,
      skipped: named('skipped').map((test) => test.titlePath().filter(Boolean).join(' › ')),
    };
    writeFileSync(join(process.env.MC_TEST_REPORT_DIR ?? '.', `playwright-${process.pid}.json`), JSON.stringify(counts));
  }

  printsToStdio(): boolean {
    return false;
  }
}
