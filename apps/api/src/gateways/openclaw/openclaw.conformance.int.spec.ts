import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import type { SecretSource } from '../gateway';
import { conformance, type Occasion } from '../testing/conformance';
import { LOCAL_NETWORK } from '../url-policy';
import { OpenclawGateway } from './openclaw.gateway';
import { openclawOptions } from './options';
import { sessionName } from './session-key';
import { OpenclawDouble } from './testing/double';

const WORDS: Readonly<Record<Occasion, string>> = {
  counted: 'tokens=120/80/40',
  slow: 'delay=700ms',
  'very slow': 'delay=60s',
  'provider error': 'fail=server_error',
  'rate limit first': 'rate-limit-first',
  silence: 'silent',
  hang: 'hang',
  'connection lost': 'cut delay=300ms',
  'no usage': 'no-usage',
  '10 MB': 'output=10MB',
  '17 MB': 'output=17MB',
  hostile: 'hostile',
  refused: 'refuse',
  'content filter': 'fail=content_filter',
  'cut at the limit': 'stop=length',
  garbage: 'garbage',
  tool: 'tool=search',
};

const SECRETS: Readonly<Record<string, string>> = { right: 'claw-right', wrong: 'claw-wrong' };
const secrets: SecretSource = { read: async (secretRef) => SECRETS[secretRef] ?? null };

/** A port where nobody listens. */
const deadPort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

conformance('openclaw', async () => {
  const double = await OpenclawDouble.start({ token: 'claw-right' });
  const options = openclawOptions.parse({ resumeWaitMs: 2_000 });
  const gateways = [
    [double.url, 'right'],
    [double.url, 'wrong'],
    [`ws://127.0.0.1:${await deadPort()}`, 'right'],
  ].map(
    ([url = '', secretRef = '']) =>
      new OpenclawGateway({ name: 'claw', url, secretRef, secrets, options, policy: LOCAL_NETWORK }),
  );
  const [gateway, wrongCredentials, unreachable] = gateways;
  if (!gateway || !wrongCredentials || !unreachable) throw new Error('three gateways');
  return {
    gateway,
    wrongCredentials,
    unreachable,
    unknownAgent: 'nosuch',
    words: (occasion) => `[[claw: ${WORDS[occasion]}]]`,
    begun: async (effectKey) => double.engine.begun.get(effectKey) ?? 0,
    untilStopped: async (effectKey) => {
      await double.untilRequest('sessions.abort', ({ key }) => String(key).endsWith(sessionName(effectKey)));
    },
    restart: async () => double.restart(),
    close: async () => {
      await Promise.all(gateways.map((each) => each.close()));
      await double.close();
    },
  };
});
