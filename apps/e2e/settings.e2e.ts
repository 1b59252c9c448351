import { expect, test } from './fixtures';
import { makeOperator, signIn } from './people';

const NEXT = 'another long enough password';

test('a person changes the own password, and is signed out everywhere else', async ({
  page,
  admin,
  context,
  browser,
  product,
}) => {
  const who = await makeOperator(admin, 'tom', ['viewer']);
  await signIn(context, product, who);
  const elsewhere = await browser.newContext({ baseURL: product.url });
  await signIn(elsewhere, product, who);
  await page.goto('/settings?tab=access');
  const sessions = page.getByRole('list', { name: 'Sessions' });
  await expect(sessions.getByRole('listitem')).toHaveCount(2);
  await expect(sessions).toContainText('this one');

  const form = page.getByRole('form', { name: 'Change the password' });
  const change = form.getByRole('button', { name: 'Change the password' });
  await expect(change).toBeDisabled();
  await form.getByLabel('Present password').fill('not the right one');
  await form.getByLabel('New password', { exact: true }).fill(NEXT);
  await form.getByLabel('New password again').fill('something else');
  await expect(form.getByText('The two are not the same')).toBeVisible();
  await form.getByLabel('New password again').fill(NEXT);
  await change.click();
  await expect(form.getByRole('alert')).toContainText('The present password is another one');

  await form.getByLabel('Present password').fill(who.password);
  await change.click();
  await expect(form.getByText('1 other session has ended.')).toBeVisible();
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  expect((await elsewhere.request.get('/api/v1/me')).status()).toBe(401);
  await elsewhere.close();
  await page.reload();
  await expect(sessions).toBeVisible();
});

test('choices of one person are kept in the browser and in force at once', async ({ page, admin, context, product }) => {
  await signIn(context, product, await makeOperator(admin, 'una', ['operator']));
  await page.goto('/runs?status=failed');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save as a new view…' }).click();
  await page.getByLabel('Name').fill('Only failed');
  await page.getByRole('button', { name: 'Save the view' }).click();
  await expect(page).toHaveURL(/view=/);
  await page.goto('/settings');
  await page.getByRole('radiogroup', { name: 'Motion' }).getByText('Reduced').click();
  await expect(page.locator('html')).toHaveAttribute('data-motion', 'reduced');
  await page.getByRole('combobox', { name: 'Runs' }).click();
  await page.getByRole('option', { name: 'Only failed' }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-motion', 'reduced');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Runs', exact: true }).click();
  await expect(page).toHaveURL(/status=failed/);
});
