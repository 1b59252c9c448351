import type { Page } from '@playwright/test';
import { makeWorkflow } from './engine';
import { expect, test } from './fixtures';
import { makeOperator, signIn } from './people';

const REASON = 'The pilot may cost this much a day';

/** The card of a limit. */
const card = (page: Page, name: string) => page.getByRole('listitem', { name: `${name}, each day` });

const start = async (page: Page, name: string) => {
  await page.getByRole('button', { name: 'Start a run' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Start ${name}` })
    .click();
};

test('a limit over many runs: set, refuses with words that help, raised, and the costs lead to the run', async ({
  page,
  admin,
  product,
}) => {
  test.setTimeout(90_000);
  const { id, name } = await makeWorkflow(admin, {
    name: 'limited',
    budget: { totalBudgetCents: 100, onExceeded: 'hold' },
    steps: [{ key: 'read', prompt: 'Read it. [[sim: tokens=1000/2000]]' }],
  });
  const operator = await makeOperator(admin, 'lea', ['admin', 'operator', 'auditor']);
  await signIn(page.context(), product, operator);

  await test.step('a limit of 50 cents a day is set for one workflow', async () => {
    await page.goto('/costs?tab=limits');
    await page.getByRole('button', { name: 'Set a limit' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Set a limit' });
    await dialog.getByText('One workflow').click();
    await dialog.getByRole('combobox', { name: 'Workflow' }).fill(name);
    await page.getByRole('option', { name }).click();
    await dialog.getByLabel('US dollars').fill('0.50');
    await expect(dialog.getByRole('button', { name: 'Set the limit' })).toBeDisabled();
    await dialog.getByLabel('Reason').fill(REASON);
    await dialog.getByRole('button', { name: 'Set the limit' }).click();
    await expect(card(page, name)).toContainText('$0.50 left');
    await expect(card(page, name)).toContainText(`Set by ${operator.username}`);
  });

  await test.step('a run that needs more is refused, and says what to do', async () => {
    await page.goto(`/workflows/${id}`);
    await start(page, name);
    const refusal = page.getByRole('dialog').getByRole('alert');
    await expect(refusal).toContainText(/needs \$1\.00/);
    await expect(refusal).toContainText(/\$0\.50 is left/);
    await expect(refusal).toContainText('Give the run a tighter cap');
    await refusal.getByRole('link', { name: 'Costs, Limits' }).click();
    await expect(card(page, name)).toContainText('Refused lately');
    await expect(card(page, name)).toContainText(operator.username);
  });

  await test.step('the limit is raised', async () => {
    await card(page, name).getByRole('button', { name: 'Change' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('US dollars').fill('1.50');
    await dialog.getByLabel('Reason').fill('One run needs a dollar');
    await dialog.getByRole('button', { name: 'Change the limit' }).click();
    await expect(card(page, name)).toContainText('$1.50 left');
  });

  await test.step('now the run starts, and what it did not spend comes back', async () => {
    await page.goto(`/workflows/${id}`);
    await start(page, name);
    await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}/);
    await expect(page.getByText('Completed').first()).toBeVisible();
    await page.goto('/costs?tab=limits');
    await expect(card(page, name)).toContainText('No run holds anything of it now.');
    await expect(card(page, name)).toContainText(/\$1\.49\d* left|\$1\.50 left/);
  });

  await test.step('the costs equal the ledger and lead to the run', async () => {
    await page.getByRole('tab', { name: 'Spend' }).click();
    const filter = page.getByLabel('Filter', { exact: true });
    await filter.fill(`workflow:${name}`);
    await filter.press('Enter');
    await expect(page.getByText('equals the ledger').first()).toBeVisible();
    const row = page.getByRole('table', { name: 'Costs by agent' }).getByRole('row', { name: /reader/ });
    await row.getByRole('link', { name: '1 runs of reader' }).click();
    await page
      .getByRole('link', { name: new RegExp(name) })
      .first()
      .click();
    await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}/);
  });

  await test.step('the limit is removed with a reason', async () => {
    await page.goto('/costs?tab=limits');
    await card(page, name).getByRole('button', { name: 'Remove' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('The pilot is over');
    await dialog.getByRole('button', { name: 'Remove the limit' }).click();
    await expect(card(page, name)).toHaveCount(0);
  });
});
