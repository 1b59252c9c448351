import { conformance, type Occasion } from '../testing/conformance';
import { simulatedOptions } from './options';
import { SimulatedGateway } from './simulated.gateway';
import { SimulatedEngine } from './simulated-engine';

const WORDS: Readonly<Record<Occasion, string>> = {
  counted: 'tokens=120/80/40',
  slow: 'delay=700ms',
  'very slow': 'delay=60s',
  'provider error': 'fail=engine_error',
  'rate limit first': 'rate-limit-first=1',
  silence: 'silence',
  hang: 'hang delay=100ms',
  'connection lost': 'fail=connection_lost',
  'no usage': 'no-usage',
  '10 MB': 'output=10MB',
  '17 MB': 'output=17MB',
  hostile: 'hostile',
  refused: 'fail=refused',
  'content filter': 'fail=content_filtered',
  'cut at the limit': 'truncated',
  garbage: 'fail=output_invalid',
  tool: 'tool=search',
};

conformance('simulated', async () => {
  const engine = new SimulatedEngine();
  const gatewayWith = (options: Record<string, unknown>) =>
    new SimulatedGateway({ name: 'sim' }, simulatedOptions.parse(options), engine);
  return {
    gateway: gatewayWith({}),
    wrongCredentials: gatewayWith({ defaults: 'fail=auth' }),
    unreachable: gatewayWith({ down: true }),
    words: (occasion) => `[[sim: ${WORDS[occasion]}]]`,
    begun: async (effectKey) => engine.journal.get(effectKey)?.startedAt.length ?? 0,
    untilStopped: async () => {},
    close: async () => {},
  };
});
