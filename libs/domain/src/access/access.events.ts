import type { MessageOf, Upcasts } from '../kernel/message';

/** Facts of an `access-<operatorId>` stream: what someone did or tried that changed no other stream. */
export interface AccessEvents {
  SignedIn: { readonly method: 'password' | 'link' };
  SignInRefused: { readonly method: 'password' | 'link'; readonly reason: string };
  SignedOut: Record<string, never>;
  CommandRefused: {
    readonly command: string;
    readonly code: string;
    readonly message: string;
    readonly runId: string | null;
    readonly stepKey: string | null;
    readonly approvalId: string | null;
    /** The workflow of a run that was not to start, and the limit that said no. */
    readonly workflowId: string | null;
    readonly limitId: string | null;
  };
  /** One command for many runs; what it did to each is a fact of that run, with this job as its correlation id. */
  BulkStarted: {
    readonly jobId: string;
    readonly action: string;
    readonly reason: string;
    readonly runs: number;
    readonly filters: Readonly<Record<string, unknown>>;
  };
  AuditExported: { readonly format: 'ndjson' | 'csv'; readonly filters: Readonly<Record<string, string>> };
}

export type AccessEvent = MessageOf<AccessEvents>;

export const accessUpcasts: Upcasts<AccessEvent> = {
  SignedIn: [],
  SignInRefused: [],
  SignedOut: [],
  CommandRefused: [(data) => ({ ...data, workflowId: null, limitId: null })],
  BulkStarted: [],
  AuditExported: [],
};
