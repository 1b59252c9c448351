import type { IncomingMessage } from 'node:http';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { CONNECT_TIMEOUT_MS, MESSAGE_BYTES_MAX } from './limits';

/**
 * Pages of other sites are refused before anything else. A browser sends the cookie with a WebSocket from any page, and no
 * rule of CORS applies to it: only this check stands between them and the socket. Programs send no Origin.
 */
const isOwnOrigin = ({ headers }: IncomingMessage): boolean =>
  headers.origin === undefined || URL.parse(headers.origin)?.host === headers.host;

type Options = NonNullable<Parameters<IoAdapter['createIOServer']>[1]>;

/** socket.io on the server's own port, as narrow as its use. */
export class LiveAdapter extends IoAdapter {
  override createIOServer(port: number, options?: Options): ReturnType<IoAdapter['createIOServer']> {
    const narrow: Partial<Options> = {
      ...options,
      allowRequest: (request, decide) => decide(isOwnOrigin(request) ? null : 'origin_refused', isOwnOrigin(request)),
      maxHttpBufferSize: MESSAGE_BYTES_MAX,
      connectTimeout: CONNECT_TIMEOUT_MS,
      serveClient: false,
      // Text is small and already on its way; compressing it would cost a context for each socket.
      perMessageDeflate: false,
      httpCompression: false,
    };
    return super.createIOServer(port, narrow as Options);
  }
}
