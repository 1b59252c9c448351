/**
 * The data of each server-sent event of an answer. Other fields are not used by the engines we speak to. Bytes are bounded
 * by the transport; lines are put together from pieces without copying what came before.
 */
export async function* eventData(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let data: string[] = [];
  for await (const line of linesOf(body)) {
    if (line === '') {
      if (data.length > 0) yield data.join('\n');
      data = [];
    } else if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5));
  }
  // An event without its empty line was cut off, and is none.
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  for await (const chunk of body) {
    const lines = decoder.decode(chunk, { stream: true }).split('\n');
    for (const [index, piece] of lines.entries()) {
      pieces.push(piece);
      if (index === lines.length - 1) break;
      yield pieces.join('').replace(/\r$/, '');
      pieces = [];
    }
  }
}
