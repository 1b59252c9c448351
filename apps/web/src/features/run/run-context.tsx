import { createContext, type ReactNode, use } from 'react';

export type RunDialog =
  | { readonly kind: 'abort' | 'pause' | 'resume' | 'raise-budget' }
  | { readonly kind: 'retry' | 'settle'; readonly stepKey: string };

export interface RunCommands {
  readonly open: (dialog: RunDialog) => void;
  /** Why nothing may be commanded from here; `null`: it may. */
  readonly blocked: string | null;
}

const Commands = createContext<RunCommands>({ open: () => undefined, blocked: 'no run' });

export const RunCommandsProvider = ({ value, children }: { value: RunCommands; children: ReactNode }) => (
  <Commands value={value}>{children}</Commands>
);

export const useRunCommands = (): RunCommands => use(Commands);
