import { ActionIcon, Button, Input } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { useBuilder } from '../builder/builder-context';
import { type DraftStep, dependentsOf, labelOf } from '../draft/draft';
import classes from './inspector.module.css';
import { useFieldError } from './use-field';

/** What a step waits for, and what waits for it. */
export const DependenciesField = ({ step }: { step: DraftStep }) => {
  const { draft, select, removeEdge, ask } = useBuilder();
  const error = useFieldError(step.index, 'dependsOn');
  const errorId = useId();
  const dependents = dependentsOf(draft, step);
  return (
    <Input.Wrapper
      label="Waits for"
      labelElement="div"
      error={error}
      errorProps={{ id: errorId }}
      data-field="dependsOn"
      inputWrapperOrder={['label', 'input', 'error']}
    >
      <ul className={classes.chips} aria-label="Waits for" {...(error === undefined ? {} : { 'aria-describedby': errorId })}>
        {[...new Set(step.dependsOn)].map((key) => (
          <li key={key} data-missing={!draft.byKey.has(key)}>
            <button type="button" onClick={() => select([key])} disabled={!draft.byKey.has(key)}>
              {key}
            </button>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              aria-label={`Wait no longer for ${key}`}
              onClick={() => removeEdge(key, step.key)}
            >
              <X size={13} />
            </ActionIcon>
          </li>
        ))}
        {step.dependsOn.length === 0 ? <li className={classes.none}>nothing: it begins at once</li> : null}
        <li>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<Plus size={12} />}
            disabled={draft.steps.length < 2}
            onClick={() => ask({ what: 'wait', id: step.id })}
          >
            Add
          </Button>
        </li>
      </ul>
      {dependents.length === 0 ? null : (
        <div className={`dim ${classes.dependents}`}>Waited for by {dependents.map(labelOf).join(', ')}</div>
      )}
    </Input.Wrapper>
  );
};
