import { markdownOf } from './markdown-model';
import type { TextAnswer, TextRequest } from './text-desk';
import { textTasks } from './text-tasks';

const tasks = { ...textTasks(), markdown: markdownOf } as Readonly<Record<string, (...args: readonly never[]) => unknown>>;

const answerTo = ({ call, task, args }: TextRequest): TextAnswer => {
  try {
    return { call, value: tasks[task]?.(...(args as never[])) };
  } catch (error) {
    return { call, error: error instanceof Error ? error.message : String(error) };
  }
};

self.onmessage = ({ data }: MessageEvent<TextRequest>) => {
  const answer = answerTo(data);
  const transfer = 'value' in answer && answer.value instanceof Uint32Array ? [answer.value.buffer] : [];
  self.postMessage(answer, { transfer });
};
