import { ENDPOINT_LIST, type EndpointSpec, problem } from '@mc/contracts';
import { type Answer, type Ask, Client } from '../api/world';

const patternOf = ({ path }: EndpointSpec): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);

/** The more literal path wins, as it does in the router. */
const ROUTES = ENDPOINT_LIST.map((spec) => ({ spec, pattern: patternOf(spec) })).sort(
  (a, b) => a.spec.path.split('{').length - b.spec.path.split('{').length,
);

/** Every JSON answer must have the very shape that the contract gives it. */
export class CheckedClient extends Client {
  override async send(method: string, path: string, ask: Ask = {}): Promise<Answer> {
    const answer = await super.send(method, path, ask);
    const pathname = `/api/v1/${path.split('?')[0]}`;
    const spec = ROUTES.find((route) => route.spec.method === method && route.pattern.test(pathname))?.spec;
    if (!spec) return answer;
    if (!answer.headers.has('x-position') && answer.status < 400) throw new Error(`${spec.id}: no X-Position`);
    const shape = answer.status >= 400 ? problem : spec.responses[answer.status];
    if (shape === undefined) throw new Error(`${spec.id}: the contract knows no answer ${answer.status}: ${answer.text}`);
    if (shape === null || !('safeParse' in shape)) return answer;
    const result = shape.safeParse(answer.body);
    if (!result.success) throw new Error(`${spec.id} ${answer.status}: ${result.error.message}\n${answer.text}`);
    return answer;
  }
}
