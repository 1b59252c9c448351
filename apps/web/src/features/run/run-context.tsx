import { createContext, type ReactNode, use } from 'react';
import type { OutputStore } from '../../live/output-store';

export type RunDialog =
  | { readonly kind: 'abort' | 'pause' | 'resume' | 'raise-budget' | 'rerun' }
  | { readonly kind: 'retry' | 'settle'; readonly stepKey: string };

export interface RunCommands {
  readonly open: (dialog: RunDialog) => void;
  /** Why nothing may be commanded from here; `null`: it may. */
  readonly blocked: string | null;
  /** What the agents of this run are writing. */
  readonly outputs: OutputStore;
}

const Commands = createContext<RunCommands | null>(null);

export const RunCommandsProvider = ({ value, children }: { value: RunCommands; children: ReactNode }) => (
  <Commands value={value}>{children}</Commands>
);

export const useRunCommands = (): RunCommands => {
  const commands = use(Commands);
  if (commands === null) throw new Error('commands on a run belong on the page of a run');
  return commands;
};
