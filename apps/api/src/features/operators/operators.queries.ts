import type { KeyView, OperatorView, Page, ParamsOf, QueryOf } from '@mc/contracts';
import { Ask, answeredBy } from '../../queries/ask';
import { OperatorDirectory } from './operator-directory';

export class ListOperators extends Ask<QueryOf<'listOperators'>, Page<OperatorView>> {}
export class GetOperator extends Ask<ParamsOf<'getOperator'>, OperatorView> {}
export class ListKeys extends Ask<ParamsOf<'listKeys'> & QueryOf<'listKeys'>, Page<KeyView>> {}
export class GetKey extends Ask<ParamsOf<'revokeKey'>, KeyView> {}

export const OPERATOR_QUERIES = [
  answeredBy(ListOperators, OperatorDirectory, (operators, query) => operators.page(query)),
  answeredBy(GetOperator, OperatorDirectory, (operators, { id }) => operators.get(id)),
  answeredBy(ListKeys, OperatorDirectory, (operators, { id, ...page }) => operators.keys(id, page)),
  answeredBy(GetKey, OperatorDirectory, (operators, { id, keyId }) => operators.key(id, keyId)),
];
