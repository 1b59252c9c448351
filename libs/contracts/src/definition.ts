import { workflowDefinition } from './shapes/workflows';
import { type Checked, checkValue } from './validate';

export { SOURCE_LENGTH_MAX } from './limits';

/** Whether a value has the shape of a workflow's definition. By itself, so that a browser need not load every other shape. */
export const checkDefinition = (value: unknown): Checked<unknown> => checkValue(workflowDefinition, value);
