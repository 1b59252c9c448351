import type { APIRequestContext, BrowserContext, Locator, Page } from '@playwright/test';
import { makeEngine, makeWorkflow, uniqueName } from './engine';
import { expect, test } from './fixtures';
import { tabTo } from './keys';
import { makeOperator, signIn } from './people';
import type { Product } from './product';

const enter = async (admin: APIRequestContext, context: BrowserContext, product: Product) => {
  await makeEngine(admin);
  await signIn(context, product, await makeOperator(admin, 'bea', ['operator', 'auditor']));
};

const outline = (page: Page) => page.getByRole('list', { name: 'Steps' });
const row = (page: Page, key: string) => page.locator(`[data-step="${key}"]`);
const node = (page: Page, key: string) => page.locator(`.react-flow__node[data-id="${key}"]`);
const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' });
const problems = (page: Page) => page.getByRole('region', { name: 'Problems' });
const text = (page: Page) => page.getByLabel('Definition of the workflow');

/** From the middle of one thing to the middle of another, as a hand does it. */
const drag = async (page: Page, from: Locator, to: Locator) => {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (start === null || end === null) throw new Error('nothing to drag');
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 12 });
  await page.mouse.up();
};

/** Writes the whole text anew, as from the clipboard. */
const write = async (page: Page, definition: string) => {
  await text(page).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(definition);
};

const stored = async (admin: APIRequestContext, name: string) => {
  const { items } = await (await admin.get(`/api/v1/workflows?name=${name}`)).json();
  return items.length === 0 ? null : await (await admin.get(`/api/v1/workflows/${items[0].id}`)).json();
};

test('a workflow is built with the mouse: agents dragged, steps connected, a cycle explained and mended, saved and run', async ({
  page,
  admin,
  context,
  product,
}) => {
  await enter(admin, context, product);
  const name = uniqueName('by-mouse');
  await page.goto('/workflows/new');
  await page.getByRole('button', { name: /^Blank/ }).click();
  await inspector(page).getByLabel('Name').fill(name);

  await test.step('agents become steps where they are dropped', async () => {
    const agent = (who: string) => page.getByRole('region', { name: 'Agents' }).getByRole('listitem').filter({ hasText: who });
    await agent('reader').dragTo(page.locator('.react-flow__pane'));
    await expect(inspector(page).getByLabel('Prompt')).toBeFocused();
    await page.keyboard.type('Find facts.');
    await agent('doer').dragTo(node(page, 'reader'));
    await inspector(page).getByLabel('Prompt').fill('Tell all.');
    await inspector(page).getByRole('button', { name: 'Insert' }).click();
    await page.getByRole('menuitem', { name: 'reader' }).click();
    await expect(inspector(page).getByLabel('Prompt')).toHaveValue('Tell all.{{ steps.reader.output }}');
    await expect(page.locator('.react-flow__edge')).toHaveCount(1);
    await page.keyboard.type(' Now.');
    await expect(inspector(page).getByLabel('Prompt')).toHaveValue('Tell all.{{ steps.reader.output }} Now.');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(inspector(page).getByLabel('Prompt')).not.toHaveValue(/Now/);
  });

  await test.step('a connection back closes a cycle: shown on the canvas, named in full, and not to be saved', async () => {
    await drag(page, node(page, 'doer').locator('.source'), node(page, 'reader').locator('.target'));
    await expect(problems(page)).toContainText('reader → doer → reader');
    await expect(page.locator('.react-flow__edge.cycle')).toHaveCount(2);
    await expect(node(page, 'reader')).toHaveAccessibleName(/1 problem/);
    await page.getByRole('button', { name: 'Fix 1 problem' }).click();
    await page.getByRole('menuitem', { name: /Steps wait for each other/i }).click();
    await expect(inspector(page).getByText(/Steps wait for each other/)).toBeVisible();
  });

  await test.step('the fix that costs nothing comes first, and can be taken back', async () => {
    const fixes = problems(page).getByRole('button', { name: /^Remove/ });
    await expect(fixes).toHaveText(['Remove doer → reader', 'Remove reader → doer']);
    await fixes.first().click();
    await expect(problems(page)).toContainText('No problem');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.locator('.react-flow__edge.cycle')).toHaveCount(2);
    await page.getByRole('button', { name: 'Redo' }).click();
    await expect(page.locator('.react-flow__edge.cycle')).toHaveCount(0);
  });

  await test.step('a risk is chosen with what it means, and a dry run tells what would happen', async () => {
    await row(page, 'doer').click();
    await inspector(page).getByLabel('write').check();
    await expect(inspector(page)).toContainText(/Waits for 1 approver/);
    await page.getByRole('button', { name: 'Dry run' }).click();
    const sheet = page.getByRole('dialog');
    await expect(sheet.getByRole('list', { name: 'Waves' }).getByRole('listitem')).toHaveCount(2);
    await expect(sheet).toContainText(/Gate: .*Waits for 1 approver/);
    await page.keyboard.press('Escape');
  });

  await test.step('it is saved with what that means, and run', async () => {
    await page.getByRole('button', { name: 'Save workflow…' }).click();
    const sheet = page.getByRole('dialog');
    await expect(sheet.getByRole('region', { name: 'Gates' })).toContainText('doer');
    await sheet.getByRole('button', { name: 'Save workflow' }).click();
    await expect(sheet).toContainText('is saved as version 1');
    await sheet.getByRole('button', { name: 'Start a run…' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `Start ${name}` })
      .click();
    await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}/);
    expect((await stored(admin, name)).steps).toMatchObject([
      { key: 'reader', prompt: 'Find facts.' },
      { key: 'doer', risk: 'write', dependsOn: ['reader'] },
    ]);
  });
});

test('a workflow is built by keyboard alone, with a cycle made, found, understood and mended', async ({
  page,
  admin,
  context,
  product,
}) => {
  await enter(admin, context, product);
  const name = uniqueName('by-keys');
  await page.goto('/workflows/new');
  await expect(page.getByRole('button', { name: /^Blank/ })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: /^Blank/ }));
  await page.keyboard.press('Enter');
  await tabTo(page, inspector(page).getByLabel('Name'));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(name);

  const add = async (agent: string, key: string) => {
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('combobox', { name: 'Agent' })).toBeFocused();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(agent);
    const wanted = page.getByRole('option', { name: new RegExp(`^${agent}`) });
    await expect(wanted).toBeVisible();
    // The name of the one that is chosen already filters nothing, so others may come before it.
    await expect(async () => {
      await page.keyboard.press('ArrowDown');
      await expect(wanted).toHaveAttribute('data-combobox-selected', 'true', { timeout: 200 });
    }).toPass();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(key);
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(inspector(page).getByLabel('Prompt')).toBeFocused();
    await page.keyboard.type(`Do ${key}.`);
  };

  await test.step('steps are added, each behind the selected one', async () => {
    await tabTo(page, page.getByRole('region', { name: 'Outline' }).getByRole('button', { name: 'Add a step' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await add('reader', 'facts');
    await tabTo(page, row(page, 'facts'), 'Shift+Tab');
    await page.keyboard.press('a');
    await add('doer', 'post');
    await expect(outline(page).getByRole('listitem')).toHaveCount(2);
  });

  await test.step('on the canvas arrows walk the edges, and c connects', async () => {
    await tabTo(page, node(page, 'post'), 'Shift+Tab');
    await page.keyboard.press('ArrowLeft');
    await expect(node(page, 'facts')).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(node(page, 'post')).toBeFocused();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'Connect post to…' });
    await expect(dialog).toContainText('closes a cycle: facts → post → facts');
    await page.keyboard.type('fac');
    await page.keyboard.press('Enter');
    await expect(node(page, 'post')).toBeFocused();
  });

  await test.step('what is wrong is not saved but gone to: the field, where it stands written; F8 goes on from there', async () => {
    await expect(problems(page)).toContainText('facts → post → facts');
    const waitsFor = inspector(page).getByRole('list', { name: 'Waits for' });
    await page.keyboard.press('ControlOrMeta+s');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(waitsFor.locator(':focus')).toHaveCount(1);
    await expect(waitsFor).toHaveAccessibleDescription(/Steps wait for each other/);
    await page.keyboard.press('F8');
    await expect(inspector(page).getByLabel('In US dollars')).toBeFocused();
    await page.keyboard.press('F8');
    await expect(waitsFor.locator(':focus')).toHaveCount(1);
  });

  await test.step('it is mended, taken back, and mended again', async () => {
    await tabTo(page, problems(page).getByRole('button', { name: 'Remove post → facts' }));
    await page.keyboard.press('Enter');
    await expect(problems(page)).toContainText('No problem');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(problems(page)).toContainText('facts → post → facts');
    await page.keyboard.press('ControlOrMeta+Shift+z');
    await expect(problems(page)).toContainText('No problem. It can be saved.');
  });

  await test.step('a step is deleted and comes back', async () => {
    await tabTo(page, row(page, 'facts'), 'Shift+Tab');
    await page.keyboard.press('Delete');
    await expect(outline(page).getByRole('listitem')).toHaveCount(1);
    await page.keyboard.press('ControlOrMeta+z');
    await expect(outline(page).getByRole('listitem')).toHaveCount(2);
  });

  await test.step('it is saved and run', async () => {
    await expect(problems(page)).toContainText('No problem. It can be saved.');
    await page.keyboard.press('ControlOrMeta+s');
    const sheet = page.getByRole('dialog');
    await expect(sheet.getByRole('button', { name: 'Save workflow' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(sheet.getByRole('button', { name: 'Start a run…' })).toBeFocused();
    await page.keyboard.press('Enter');
    const start = page.getByRole('dialog').getByRole('button', { name: `Start ${name}` });
    await tabTo(page, start);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}/);
    expect((await stored(admin, name)).steps).toMatchObject([
      { key: 'facts', agent: 'reader', prompt: 'Do facts.' },
      { key: 'post', agent: 'doer', dependsOn: ['facts'] },
    ]);
  });
});

test('canvas and text are one: comments stay through every edit, through a save, and for whoever opens it next', async ({
  page,
  admin,
  context,
  product,
}) => {
  await enter(admin, context, product);
  const name = uniqueName('commented');
  const written = `# Why this exists.
name: ${name} # its name
budget: { totalBudgetCents: 50 } # enough

steps:
  # The first.
  - key: facts
    agent: reader # who reads
    risk: read
    prompt: 'Find facts.'

  - { key: post, agent: doer, risk: read, dependsOn: [facts], prompt: "{{ steps.facts.output }}" } # the last
`;
  await page.goto('/workflows/new?from=blank&draft=commented&mode=split');
  await write(page, written);
  await expect(page.locator('.react-flow__edge')).toHaveCount(1);

  await test.step('a rename in the form follows all references, and changes nothing else of the text', async () => {
    await node(page, 'facts').click();
    await inspector(page).getByLabel('Key').fill('research');
    await inspector(page).getByLabel('Key').press('Enter');
    await expect(node(page, 'research')).toBeVisible();
    await expect(page).toHaveURL(/sel=research/);
    await page.getByText('Canvas', { exact: true }).click();
    await row(page, 'post').click();
    await page.keyboard.press('a');
    await page.getByRole('dialog').getByRole('button', { name: 'Add the step' }).click();
    await expect(outline(page).getByRole('listitem')).toHaveCount(3);
    await row(page, 'doer').press('Delete');
    await expect(outline(page).getByRole('listitem')).toHaveCount(2);
  });

  await test.step('text that cannot be read leaves the canvas as it was, and marks the line', async () => {
    await page.getByText('Split', { exact: true }).click();
    await text(page).click();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.insertText('broken: [\n');
    await expect(problems(page)).toContainText('unreadable');
    await expect(page.locator('.react-flow__node')).toHaveCount(2);
    await expect(page.locator('[data-stale="true"] .react-flow')).toBeVisible();
    await expect(page.locator('.cm-lint-marker-error')).toHaveCount(1);
    await page.keyboard.press('ControlOrMeta+z');
    await expect(problems(page)).not.toContainText('unreadable');
  });

  await test.step('another browser finds the very text', async () => {
    await expect(problems(page)).toContainText('No problem. It can be saved.');
    await page.keyboard.press('ControlOrMeta+s');
    await page.getByRole('dialog').getByRole('button', { name: 'Save workflow' }).click();
    await expect(page.getByRole('dialog')).toContainText('is saved as version 1');
    const expected = written.replaceAll('facts', 'research').replace('Find research', 'Find facts');
    expect((await stored(admin, name)).source).toBe(expected);
    await page.getByRole('dialog').getByRole('button', { name: 'Keep editing' }).click();
    await page.getByText('YAML', { exact: true }).click();
    await expect(text(page)).toContainText('# Why this exists.');
  });
});

test('a draft outlives the page, says what it is based on, and is never overwritten', async ({
  page,
  admin,
  context,
  product,
}) => {
  await enter(admin, context, product);
  const { id, name } = await makeWorkflow(admin, { name: 'drafted', steps: [{ key: 'one', prompt: 'One.' }] });
  await page.goto(`/workflows/${id}/edit?sel=one`);
  await inspector(page).getByLabel('Prompt').fill('Mine.');
  await expect(page.getByText('draft kept in this browser')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('status').filter({ hasText: 'Your draft was restored' })).toContainText('based on version 1');
  await expect(inspector(page).getByLabel('Prompt')).toHaveValue('Mine.');
  await page.goto(`/workflows?q=${name}`);
  await page.getByRole('link', { name: 'your draft' }).click();
  await expect(page.getByText('Your draft was restored')).toBeVisible();
  await page.getByRole('button', { name: 'Discard it' }).click();
  await expect(page.getByText('nothing changed yet')).toBeVisible();
  await row(page, 'one').click();
  await expect(inspector(page).getByLabel('Prompt')).toHaveValue('One.');
});

test('when somebody saved meanwhile, both versions are shown and each part is taken from either', async ({
  page,
  admin,
  context,
  product,
}) => {
  await enter(admin, context, product);
  const { id, name } = await makeWorkflow(admin, {
    name: 'contended',
    steps: [
      { key: 'one', prompt: 'One.' },
      { key: 'two', prompt: 'Two.', dependsOn: ['one'] },
    ],
  });
  await page.goto(`/workflows/${id}/edit?sel=one`);
  await inspector(page).getByLabel('Prompt').fill('Mine.');
  await row(page, 'two').click();
  await inspector(page).getByLabel('Name').fill('The second');

  const { steps, inputs, budget } = await stored(admin, name);
  const theirs = steps.map((step: { key: string }) => ({
    ...step,
    prompt: step.key === 'one' ? 'Theirs.' : 'Also theirs.',
  }));
  const answer = await admin.put(`/api/v1/workflows/${id}`, { data: { name, inputs, budget, steps: theirs } });
  expect(answer.status()).toBe(200);

  await expect(problems(page)).toContainText('No problem. It can be saved.');
  await page.keyboard.press('ControlOrMeta+s');
  const sheet = page.getByRole('dialog');
  const save = sheet.getByRole('button', { name: 'Save version 2' });
  await save.or(sheet.getByRole('alert')).first().waitFor();
  if (await save.isVisible()) await save.click();
  await expect(sheet.getByRole('alert')).toContainText('saved version 2');
  const conflict = sheet.getByRole('group', { name: /^one: prompt/ });
  await expect(conflict).toContainText('Theirs.');
  await expect(conflict).toContainText('Mine.');
  await expect(sheet.getByRole('button', { name: 'Choose 1 more' })).toBeDisabled();
  await conflict.getByLabel('Mine').check();
  await sheet.getByRole('button', { name: 'Take over and go on' }).click();
  await expect(sheet.getByRole('region', { name: 'What changes' })).toContainText('version 2');
  await sheet.getByRole('button', { name: 'Save version 3' }).click();
  await expect(sheet).toContainText('is saved as version 3');
  expect((await stored(admin, name)).steps).toMatchObject([
    { key: 'one', prompt: 'Mine.' },
    { key: 'two', prompt: 'Also theirs.', name: 'The second' },
  ]);

  await test.step('any two versions can be compared', async () => {
    await sheet.getByRole('button', { name: 'Open the workflow' }).click();
    await page.getByRole('tab', { name: 'Versions (3)' }).click();
    const comparison = page.getByRole('region', { name: 'Comparison of versions' });
    await expect(comparison).toContainText('The second');
    await page.getByRole('link', { name: 'what v2 changed' }).click();
    await expect(comparison).toContainText('Also theirs.');
    await expect(comparison).not.toContainText('The second');
  });
});
