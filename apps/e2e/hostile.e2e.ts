import { makeWorkflow, pendingApproval, startRun } from './engine';
import { expect, test } from './fixtures';
import { anotherPerson } from './people';

const NASTY = [
  '<script>window.__pwned = 1</script><img src="http://evil.example/x.png" onerror="window.__pwned = 1">',
  '<button onclick="window.__pwned = 1">Approve</button> [Approve](javascript:window.__pwned=1) ![p](http://evil.example/p.png)',
  'bidi:\u202Eevorppa\u202C nul:\u0000 esc:\u001b[31m zero:\u200B',
].join('\n');

test('what agents and authors write is shown as text, and does nothing', async ({ browser, admin, product }) => {
  const { page } = await anotherPerson(browser, product, admin, 'lou', ['operator', 'approver', 'auditor']);
  const strangers: string[] = [];
  const faults: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(product.url) && !request.url().startsWith('data:')) strangers.push(request.url());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('dialog', (dialog) => faults.push(`dialog: ${dialog.message()}`));
  const { id } = await makeWorkflow(admin, {
    name: 'hostile',
    description: '<img src=x onerror="window.__pwned=1"> **bold**',
    inputs: { what: { type: 'string', required: true } },
    steps: [
      { key: 'wild', prompt: 'Say it. [[sim: hostile]]' },
      { key: 'said', prompt: `{{ inputs.what }} [[sim: say=${JSON.stringify(NASTY)}]]` },
      {
        key: 'send',
        risk: 'irreversible',
        dependsOn: ['wild', 'said'],
        prompt: 'Send {{ steps.wild.output }} {{ steps.said.output }}',
      },
    ],
  });
  const runId = await startRun(admin, id, { what: '<b onmouseover="window.__pwned=1">in</b>\u202E' });

  await page.goto(`/workflows/${id}`);
  await expect(page.getByText('<img src=x onerror="window.__pwned=1"> **bold**').first()).toBeVisible();
  for (const step of ['wild', 'said']) {
    await page.goto(`/runs/${runId}?step=${step}&pane=output`);
    const output = page.getByRole('region', { name: 'Output', exact: true });
    // Formatted, there is no element of theirs and no picture, and a link leads to where one reads its address first.
    await expect(output).toContainText('<script>window.__pwned');
    await expect(output.locator('script, img, button, iframe')).toHaveCount(0);
    for (const link of await output.locator('a').all()) expect(await link.getAttribute('href')).toMatch(/^\/leaving\?to=/);
    await page.getByRole('button', { name: 'As it is' }).click();
    await expect(output).toContainText('<script>window.__pwned');
    // What cannot be seen or turns the line around is named instead.
    await expect(output.locator('[title^="invisible character"]').first()).toBeVisible();
    await expect(output.locator('script, img, button, a, b')).toHaveCount(0);
    const shown = (await output.textContent()) ?? '';
    for (const unseen of ['\u0000', '\u001b', '\u202e', '\u200b']) expect(shown).not.toContain(unseen);
  }
  await page.getByRole('tab', { name: 'Events' }).click();
  await page
    .getByRole('button', { name: /StepCompleted/ })
    .first()
    .click();
  const approval = await pendingApproval(admin, runId);
  await page.goto(`/approvals?id=${approval.id}`);
  const input = page.getByRole('region', { name: 'Input (user)' });
  await expect(input).toContainText('<button onclick');
  await expect(input.locator('script, img, button, a')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Approve/ })).toHaveCount(1);
  await page.goto(`/audit?show=events&runId=${runId}`);
  await expect(page.getByRole('grid', { name: 'Events' })).toBeVisible();

  expect(await page.evaluate(() => Reflect.get(window, '__pwned'))).toBeUndefined();
  expect(strangers).toEqual([]);
  expect(faults).toEqual([]);
});
