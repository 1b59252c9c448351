import { expect, test } from './fixtures';
import { makeOperator, signIn } from './people';

test('a sign-in link works once, leads to the page that was wanted, and signing out ends it', async ({
  page,
  admin,
  browser,
  product,
}) => {
  const operator = await makeOperator(admin, 'link', ['viewer']);
  const { signInToken } = await (await admin.post(`/api/v1/operators/${operator.id}/sign-in-link`)).json();
  await page.goto(`/sign-in#token=${signInToken}`);
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  expect(page.url()).not.toContain(signInToken);

  const second = await browser.newPage();
  await second.goto(`${product.url}/sign-in#token=${signInToken}`);
  await expect(second.getByRole('alert')).toBeVisible();
  await expect(second.getByLabel('Username')).toBeVisible();
  await second.close();

  await page.getByRole('button', { name: `Signed in as ${operator.username}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  expect((await page.request.get('/api/v1/me')).status()).toBe(401);

  await page.goto('/runs?status=failed');
  await page.getByLabel('Username').fill(operator.username);
  await page.locator('input[type=password]').fill('not the right password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.locator('input[type=password]').fill(operator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/runs\?status=failed$/);
});

test('a viewer is offered no command', async ({ page, admin, context, product }) => {
  await signIn(context, product, await makeOperator(admin, 'viewer', ['viewer']));
  await page.goto('/workflows');
  await page.getByRole('link', { name: 'launch-post' }).click();
  await expect(page.getByRole('heading', { name: 'launch-post' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start a run' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Edit' })).toHaveCount(0);
});

test('an address leads to the same picture after a reload, and an unknown one says so', async ({
  page,
  admin,
  context,
  product,
}) => {
  await signIn(context, product, await makeOperator(admin, 'deep', ['viewer']));
  await page.goto('/audit?type=OperatorRegistered&range=all');
  await expect(page.getByRole('button', { name: /remove this filter/ })).toHaveCount(1);
  await page.goto('/runs/01980000-0000-7000-8000-00000000dead');
  await expect(page.getByText(/not found|no such run|no run/i).first()).toBeVisible();
  await page.goto('/nowhere');
  await expect(page.getByText(/not found|no page|nothing/i).first()).toBeVisible();
});
