import type { AgentView } from '@mc/contracts';
import { createContext, useContext } from 'react';
import type { Fix } from '../check/fix';
import type { Problem } from '../check/problem';
import type { Check } from '../check/use-check';
import type { TextDocument } from '../document/text-document';
import type { Draft, DraftStep } from '../draft/draft';
import type { Selection } from './selection';
import type { Command } from './use-document';
import type { Mode } from './use-selection';

/** A question that a command needs answered first. */
export type Asking =
  | { readonly what: 'add'; readonly agent?: string }
  | { readonly what: 'between'; readonly from: string; readonly to: string }
  | { readonly what: 'connect' | 'wait' | 'move' | 'disconnect'; readonly id: string }
  | { readonly what: 'import' | 'save' | 'dry-run' };

/** A field that is to have the focus; each request is another object. */
export interface FocusRequest {
  /** `null`: of the workflow. */
  readonly stepId: string | null;
  readonly field: string;
  /** Its place in the text, for where only that is shown. */
  readonly from: number | null;
}

/** Everything that the views of the builder share. All of it is of one revision of the document. */
export interface Builder {
  readonly document: TextDocument;
  /** Whether the draft is of this revision; else the text cannot be read, and the draft is the last that could. */
  readonly readable: boolean;
  readonly draft: Draft;
  readonly check: Check;
  /** Errors first, then warnings and advice. */
  readonly problems: readonly Problem[];
  readonly fixesOf: (problem: Problem) => readonly Fix[];
  readonly agents: readonly AgentView[];
  readonly models: readonly string[];
  readonly mode: Mode;
  readonly show: (mode: Mode) => void;
  readonly selection: Selection;
  readonly selected: readonly DraftStep[];
  readonly select: (steps: readonly string[]) => void;
  readonly selectEdge: (from: string, to: string) => void;
  /** Carries out a command on the draft as it is at that moment; whether it was done. */
  readonly apply: (command: Command, tag?: string | null) => boolean;
  readonly write: (text: string, tag?: string | null) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** How often something was undone or redone; what is half typed in a field is void then. */
  readonly turns: number;
  readonly remove: (ids: readonly string[]) => void;
  readonly removeEdge: (from: string, to: string) => void;
  readonly ask: (asking: Asking | null) => void;
  readonly focus: FocusRequest | null;
  readonly focusField: (request: FocusRequest) => void;
  readonly goTo: (problem: Problem) => void;
  readonly nextProblem: () => void;
}

const BuilderContext = createContext<Builder | null>(null);
export const BuilderProvider = BuilderContext.Provider;

/** The builder around this component. Throws outside of one. */
export const useBuilder = (): Builder => {
  const builder = useContext(BuilderContext);
  if (builder === null) throw new Error('used outside of the builder');
  return builder;
};
