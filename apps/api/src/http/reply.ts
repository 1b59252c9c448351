/** What a handler answers, with what belongs into headers beside the body. */
export class Reply<Body = unknown> {
  constructor(
    readonly body: Body,
    readonly options: ReplyOptions = {},
  ) {}
}

interface ReplyOptions {
  /** The log position which a command has reached. Reads need not say it. */
  readonly position?: number;
  /** Version of the resource, for `ETag` and `If-Match`. */
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Set where the answer depends on what was found, as at a health check. */
  readonly status?: number;
  /** What is kept for a repeat of the command instead of a body with a secret in it. */
  readonly kept?: unknown;
}

export const reply = <Body>(body: Body, options?: ReplyOptions): Reply<Body> => new Reply(body, options);

export const etagOf = (version: number): string => `"${version}"`;
