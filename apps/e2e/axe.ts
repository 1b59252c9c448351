import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
interface RunOnly {
  readonly type: 'tag' | 'rule';
  readonly values: readonly string[];
}

const ALL: RunOnly = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
/** The other colours change nothing else. */
const COLOURS: RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

/** Violations in words. Evaluated and not added as a script element, which the page's policy forbids. */
const violations = async (page: Page, runOnly: RunOnly): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const found = await page.evaluate(async (only) => {
    const axe = Reflect.get(window, 'axe') as { run: (root: Document, options: object) => Promise<{ violations: Finding[] }> };
    return (await axe.run(document, { runOnly: only, resultTypes: ['violations'] })).violations;
  }, runOnly);
  return found.flatMap(({ id, nodes }) =>
    nodes.slice(0, 4).map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary?.split('\n')[1] ?? ''}`),
  );
};

/** Whatever is still being read, drawn or faded in would be judged half done. */
export const settled = async (page: Page) => {
  await page.waitForLoadState('networkidle');
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await atRest(page);
};

/** What turns for ever is left to turn. */
const atRest = (page: Page) =>
  page.evaluate(async () => {
    // A change of colours begins its transitions with the next frame.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.all(ending.map((one) => one.finished.catch(() => undefined)));
  });

export interface Place {
  readonly path: string;
  readonly open?: (page: Page) => Promise<unknown>;
}

export const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

export const openFirst = async (page: Page) => {
  await page.getByRole('grid', { name: 'Events' }).getByRole('row').nth(1).focus();
  await page.keyboard.press('Enter');
  await page
    .getByRole('table', { name: 'What changed' })
    .or(page.getByRole('heading', { name: 'Proof' }))
    .first()
    .waitFor();
};

export const judge = async (page: Page, places: readonly Place[]) => {
  const faults: string[] = [];
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const { path, open } of places) {
    await page.goto(path);
    await settled(page);
    if (open !== undefined) {
      await open(page);
      await settled(page);
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await atRest(page);
      faults.push(
        ...(await violations(page, colorScheme === 'light' ? ALL : COLOURS)).map((fault) => `${path} (${colorScheme}): ${fault}`),
      );
    }
  }
  expect(faults).toEqual([]);
};
