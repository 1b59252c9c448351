import type { AuthoredWorkflow } from '@mc/domain';

/** The saved version that a draft began with. */
export interface Base {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly definition: AuthoredWorkflow;
  readonly text: string;
}

/** The tag by which the server knows a version. */
export const tagOf = ({ version }: Pick<Base, 'version'>): string => `"${version}"`;
