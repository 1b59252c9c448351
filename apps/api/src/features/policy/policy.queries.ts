import type { FreezeView, PolicyView } from '@mc/contracts';
import { Ask, answeredBy } from '../../queries/ask';
import { PolicyReader } from './policy-reader';

export class GetPolicy extends Ask<null, PolicyView> {}
export class ListFreezes extends Ask<null, FreezeView[]> {}

export const POLICY_QUERIES = [
  answeredBy(GetPolicy, PolicyReader, (policy) => policy.get()),
  answeredBy(ListFreezes, PolicyReader, (policy) => policy.freezes()),
];
