import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const CACHED_TOKENS = 100;
const CHARS_PER_TOKEN = 4;

const textOf = (content) => (typeof content === 'string' ? content : (content ?? []).map(({ text }) => text ?? '').join(''));

/** What the prompt asks of the model: `[[slow:MS:WORDS]]`, `[[tool:NAME:{json}]]`, `[[fail:STATUS]]`. */
const askedIn = (messages) => {
  const asking = messages.findLastIndex(({ role, content }) => role === 'user' && /\[\[\w+:/.test(textOf(content)));
  const user = textOf(messages[asking]?.content);
  const [, pauseMs = '20', words = '5'] = /\[\[slow:(\d+):(\d+)\]\]/.exec(user) ?? [];
  const isAnswered = messages.slice(asking).some(({ role }) => role === 'tool');
  const [, tool, input] = (!isAnswered && /\[\[tool:(\w+):(.*?)\]\](?!\])/s.exec(user)) || [];
  const [, status] = /\[\[fail:(\d+)\]\]/.exec(user) ?? [];
  return { pauseMs: Number(pauseMs), words: Number(words), tool, input, status: status && Number(status) };
};

const readBody = async (request) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString() || '{}');
};

/** An OpenAI-compatible model that does as the prompt says, and writes down what it served. */
export const startModel = async () => {
  const served = [];
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST') return response.end(JSON.stringify({ object: 'list', data: [] }));
    const { model, messages } = await readBody(request);
    const asked = askedIn(messages);
    const prompt = Math.ceil(JSON.stringify(messages).length / CHARS_PER_TOKEN);
    const call = {
      model,
      input: prompt,
      output: 0,
      cached: CACHED_TOKENS,
      hungUp: false,
      isOver: false,
      tool: asked.tool ?? null,
    };
    served.push(call);
    response.on('close', () => {
      call.hungUp = !response.writableFinished;
    });
    if (asked.status) {
      call.input = 0;
      call.cached = 0;
      call.isOver = true;
      response.writeHead(asked.status, { 'content-type': 'application/json' });
      return response.end(JSON.stringify({ error: { message: `asked to fail with ${asked.status}`, type: 'asked' } }));
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const id = `chatcmpl-${served.length}`;
    const say = (delta, finish_reason = null) =>
      response.write(
        `data: ${JSON.stringify({ id, object: 'chat.completion.chunk', model, choices: [{ index: 0, delta, finish_reason }] })}\n\n`,
      );
    say({ role: 'assistant', content: '' });
    if (asked.tool)
      say({
        tool_calls: [
          { index: 0, id: `call_${served.length}`, type: 'function', function: { name: asked.tool, arguments: asked.input } },
        ],
      });
    else
      for (let word = 0; word < asked.words && !call.hungUp; word += 1) {
        await delay(asked.pauseMs);
        say({ content: `${word === 0 ? '' : ' '}w${word}` });
        call.output += 2;
      }
    if (asked.tool) call.output = 10;
    say({}, asked.tool ? 'tool_calls' : 'stop');
    const usage = {
      prompt_tokens: prompt,
      completion_tokens: call.output,
      total_tokens: prompt + call.output,
      prompt_tokens_details: { cached_tokens: CACHED_TOKENS },
    };
    response.write(`data: ${JSON.stringify({ id, object: 'chat.completion.chunk', model, choices: [], usage })}\n\n`);
    response.end('data: [DONE]\n\n');
    call.isOver = true;
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    served,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
