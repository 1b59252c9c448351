import type { MarkdownNode } from './markdown-model';
import workerUrl from './text.worker.ts?worker&url';
import { type TextTasks, textTasks } from './text-tasks';

export interface TextRequest {
  readonly call: number;
  readonly task: string;
  readonly args: readonly unknown[];
}
export type TextAnswer = { readonly call: number } & ({ readonly value: unknown } | { readonly error: string });

/** From so many characters on, a text is worked on beside the page and not in it. */
const BESIDE_CHARS = 500_000;
/** Text of agents may be made to take forever; then it is not formatted. */
const MARKDOWN_MS = 2_000;

type Task = Exclude<keyof TextTasks, 'open' | 'lineStarts'>;
type Rest<Name extends Task> = Parameters<TextTasks[Name]> extends [number, ...infer Args] ? Args : never;

/** A JSON document that is open somewhere. */
export interface OpenDocument {
  readonly lines: number;
  readonly ask: <Name extends Task>(task: Name, ...args: Rest<Name>) => Promise<ReturnType<TextTasks[Name]>>;
}

type Waiting = { readonly done: (value: never) => void; readonly failed: (error: Error) => void };

/** One worker and the calls that it has not answered. */
class Beside {
  readonly #worker = newWorker();
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<TextAnswer>) => {
      const waiting = this.#waiting.get(data.call);
      this.#waiting.delete(data.call);
      if ('error' in data) waiting?.failed(new Error(data.error));
      else waiting?.done(data.value as never);
    };
    this.#worker.onerror = () => this.stop('the text could not be read');
  }

  ask<Value>(task: string, ...args: readonly unknown[]): Promise<Value> {
    this.#calls += 1;
    const call = this.#calls;
    return new Promise<Value>((done, failed) => {
      this.#waiting.set(call, { done, failed });
      this.#worker.postMessage({ call, task, args } satisfies TextRequest);
    });
  }

  stop(why: string): void {
    this.#worker.terminate();
    for (const { failed } of this.#waiting.values()) failed(new Error(why));
    this.#waiting.clear();
  }
}

interface Vouching {
  readonly createScriptURL: (address: string) => URL;
}

/** The browser runs a script as a worker only when it is vouched for: ours comes from where the page itself does. */
const newWorker = (): Worker => {
  const url = new URL(workerUrl, window.location.href);
  if (url.origin !== window.location.origin) throw new Error(`a worker from ${url.origin} is not ours`);
  const { trustedTypes } = window as { trustedTypes?: { createPolicy: (name: string, rules: object) => Vouching } };
  vouching ??= trustedTypes?.createPolicy('texts', { createScriptURL: (address: string) => address });
  return new Worker(vouching?.createScriptURL(url.href) ?? url, { type: 'module', name: 'texts' });
};
let vouching: Vouching | undefined;

let shared: Beside | undefined;
const beside = (): Beside => {
  shared ??= new Beside();
  return shared;
};
const here = textTasks();

/** Throws when it is no JSON object or list. */
export const openDocument = async (text: string): Promise<OpenDocument> => {
  if (text.length < BESIDE_CHARS) {
    const { document, lines } = here.open(text);
    return { lines, ask: async (task, ...args) => (here[task] as (...all: unknown[]) => never)(document, ...args) };
  }
  const worker = beside();
  const { document, lines } = await worker.ask<ReturnType<TextTasks['open']>>('open', text);
  return { lines, ask: (task, ...args) => worker.ask(task, document, ...args) };
};

/** Where the lines of a text begin; at once for a short one. */
export const linesOf = (text: string): Uint32Array | Promise<Uint32Array> =>
  text.length < BESIDE_CHARS ? here.lineStarts(text) : beside().ask<Uint32Array>('lineStarts', text);

let formatter: Beside | undefined;

/** Throws when the text is too long, too deep, or takes too long. */
export const formatted = async (text: string): Promise<readonly MarkdownNode[]> => {
  formatter ??= new Beside();
  const worker = formatter;
  const timer = setTimeout(() => {
    worker.stop('it takes too long');
    if (formatter === worker) formatter = undefined;
  }, MARKDOWN_MS);
  try {
    return await worker.ask<readonly MarkdownNode[]>('markdown', text);
  } finally {
    clearTimeout(timer);
  }
};
