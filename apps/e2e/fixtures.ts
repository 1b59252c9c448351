import { randomUUID } from 'node:crypto';
import { type APIRequestContext, test as base, expect } from '@playwright/test';
import { everybodyLeaves } from './people';
import { type Product, startProduct } from './product';

interface ForOneWorker {
  /** The built product, with a data directory of its own. Journeys share it, so each makes what it needs and finds it by name. */
  readonly product: Product & { readonly adminKey: string };
}

interface ForOneTest {
  /** REST as the bootstrap admin; paths begin with `/api/v1`. */
  readonly admin: APIRequestContext;
  /** Fails the journey when the page throws or breaks its content security policy. On for every test. */
  readonly soundPage: undefined;
}

export const test = base.extend<ForOneTest, ForOneWorker>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern.
    async ({}, use) => {
      const adminKey = randomUUID();
      const product = await startProduct({ env: { MC_BOOTSTRAP_ADMIN_KEY: adminKey, MC_SINGLE_OPERATOR: 'off' } });
      try {
        await use({ ...product, adminKey });
      } finally {
        await product.stop();
      }
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  baseURL: ({ product }, use) => use(product.url),

  admin: async ({ playwright, product }, use) => {
    const extraHTTPHeaders = { authorization: `Bearer ${product.adminKey}` };
    const context = await playwright.request.newContext({ baseURL: product.url, extraHTTPHeaders });
    await use(context);
    await context.dispose();
  },

  soundPage: [
    async ({ page, product }, use, testInfo) => {
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(String(error.stack ?? error)));
      page.on('console', (message) => {
        if (message.type() === 'error' && /content security policy/i.test(message.text())) faults.push(message.text());
      });
      const before = product.output().length;
      await use(undefined);
      await everybodyLeaves();
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach('server output', { body: product.output().slice(before), contentType: 'text/plain' });
      }
      expect(faults, 'errors in the page').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
