import { expect, test } from './fixtures';

test('the console is served, and asks a stranger to sign in', async ({ page, request }) => {
  expect((await request.get('/health/ready')).status()).toBe(200);
  await page.goto('/');
  await expect(page).toHaveTitle(/Mission Control/);
  await expect(page.getByText(/sign in/i).first()).toBeVisible();
});
