import { expect, test } from '@playwright/test';
import { signIn } from './people';
import { type Product, startProduct } from './product';
import { type Seeded, seeded } from './seeded';

let data: Seeded;
let product: Product;

test.beforeAll(async () => {
  data = await seeded('S');
  product = await startProduct({ dataDir: data.dataDir });
});
test.afterAll(async () => {
  await product?.stop();
  data?.remove();
});

test('seeded data are a whole installation: its people sign in and find their work', async ({ page }) => {
  expect(product.output()).toContain('/sign-in#token=');
  await signIn(page.context(), product, { username: 'jonas', password: data.password });
  await page.goto(`${product.url}/approvals`);
  for (const workflow of ['crm-clean', 'invoice-run', 'patch-release']) {
    await expect(page.getByRole('link', { name: new RegExp(workflow) })).toBeVisible();
  }
  await page.goto(`${product.url}/runs`);
  await expect(page.getByText('Heat pumps, week 48')).toBeVisible();
  await expect(page.getByText('Night trains, for the November newsletter')).toBeVisible();
});
