import { randomUUID } from 'node:crypto';
import type { APIRequestContext, Browser, BrowserContext, Page } from '@playwright/test';
import type { Product } from './product';

const PASSWORD = 'a long enough password';

export type Role = 'viewer' | 'operator' | 'approver' | 'auditor' | 'admin';

/** An operator of their own: journeys share one installation, so names must not meet. */
export const makeOperator = async (admin: APIRequestContext, name: string, roles: readonly Role[]) => {
  const username = `${name}-${randomUUID().slice(0, 8)}`;
  const data = { username, email: `${username}@example.org`, roles, password: PASSWORD };
  const answer = await admin.post('/api/v1/operators', { data });
  if (!answer.ok()) throw new Error(`operator ${username}: ${await answer.text()}`);
  return { id: (await answer.json()).id as string, username, password: PASSWORD };
};

/** Gives a browser the session of an operator, without the form. */
export const signIn = async (context: BrowserContext, product: Product, who: { username: string; password: string }) => {
  const { username, password } = who;
  const answer = await context.request.post(`${product.url}/api/v1/auth/session`, {
    data: { username, password },
    headers: { origin: product.url },
  });
  if (!answer.ok()) throw new Error(`sign-in of ${username}: ${await answer.text()}`);
};

const opened: BrowserContext[] = [];

/** After each test: pages left open would go on reading and slow down the next one. */
export const everybodyLeaves = async (): Promise<void> => {
  await Promise.all(opened.splice(0).map((context) => context.close()));
};

interface Person {
  readonly page: Page;
  readonly username: string;
}

/** Somebody else, in a browser of their own. */
export const anotherPerson = async (
  browser: Browser,
  product: Product,
  admin: APIRequestContext,
  name: string,
  roles: readonly Role[],
): Promise<Person> => {
  const operator = await makeOperator(admin, name, roles);
  const context = await browser.newContext({ baseURL: product.url });
  opened.push(context);
  await signIn(context, product, operator);
  return { page: await context.newPage(), username: operator.username };
};
