import type { AuthoredStep } from '@mc/domain';

type More = Omit<AuthoredStep, 'key' | 'agent' | 'prompt' | 'risk'>;
type Step = (key: string, agent: string, prompt: string, more?: More) => AuthoredStep;

const step =
  (risk: AuthoredStep['risk']): Step =>
  (key, agent, prompt, more = {}) => ({ key, agent, risk, prompt, ...more });

/** Steps as their authors write them, by risk. */
export const read = step('read');
export const write = step('write');
export const irreversible = step('irreversible');
