import { formatUsd } from '../../../ui/format/money';
import { formatDuration } from '../../../ui/format/time';

const NANO_PER_CENT = 10_000_000;

const NAMES: Readonly<Record<string, string>> = {
  totalBudgetNanoUsd: 'cap in money',
  maxTokens: 'cap in tokens',
  onExceeded: 'at the cap',
  dependsOn: 'waits for',
  maxOutputTokens: 'output at most',
  timeoutMs: 'deadline',
  maxAttempts: 'attempts',
  backoffMs: 'wait between attempts',
  onFailure: 'when it fails',
  outputSchema: 'output schema',
  required: 'must be given',
};

/** A field as a person would say it. */
export const fieldName = (field: string): string => NAMES[field.replace(/^budget\//, '')] ?? field.replace(/^budget\//, '');

/** Fields whose text is compared word by word. */
export const isProse = (field: string): boolean => field === 'prompt' || field === 'description';

/** A value of a field in words. */
export const fieldText = (field: string, value: unknown): string => {
  if (value === undefined || value === null) return 'none';
  if (value === '') return 'empty';
  const name = field.replace(/^budget\//, '');
  if (name === 'totalBudgetNanoUsd') return formatUsd(Number(value) / NANO_PER_CENT);
  if (name === 'timeoutMs' || name === 'backoffMs') return formatDuration(Number(value));
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};
