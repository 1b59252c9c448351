import { Autocomplete, Button, SegmentedControl } from '@mantine/core';
import { DEFAULT_BACKOFF_MS, DEFAULT_MAX_ATTEMPTS, DEFAULT_MAX_OUTPUT_TOKENS, DEFAULT_TIMEOUT_MS } from '@mc/domain';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { formatDuration } from '../../../ui/format/time';
import { useBuilder } from '../builder/builder-context';
import { Disclosure } from '../builder/disclosure';
import type { DraftStep } from '../draft/draft';
import { setStepField } from '../draft/step-commands';
import { AgentField, troubleOf } from './agent-field';
import { DependenciesField } from './dependencies-field';
import { NumberField, TextField } from './fields';
import classes from './inspector.module.css';
import { JsonField } from './json-field';
import { KeyField } from './key-field';
import { PromptField } from './prompt-field';
import { RiskField } from './risk-field';
import { useFieldError, useTyped } from './use-field';

type Set = (field: string, value: unknown) => void;

/** The form of one step. Every change is one of the document; empty fields are left out of it. */
export const StepForm = ({ step }: { step: DraftStep }) => {
  const { apply, agents, remove } = useBuilder();
  const { index, fields } = step;
  const set: Set = (field, value) =>
    apply((now) => {
      const here = now.steps[index];
      return here === undefined ? null : setStepField(here, field, value);
    }, `${field} ${index}`);
  const agent = agents.find(({ name }) => name === step.agent);
  const trouble = agent && troubleOf(agent);
  const more = useMore(step);
  return (
    <>
      <div className={classes.pair}>
        <KeyField key={step.id} step={step} />
        <TextField
          stepIndex={index}
          field="name"
          label="Name"
          placeholder={step.key}
          value={fields.name}
          onWrite={(value) => set('name', value)}
        />
      </div>
      <div>
        <AgentField value={step.agent} error={useFieldError(index, 'agent')} onPick={(name) => set('agent', name)} />
        {trouble ? <div className={classes.warning}>At present: {trouble}</div> : null}
      </div>
      <PromptField step={step} />
      <DependenciesField step={step} />
      <RiskField value={step.risk} error={useFieldError(index, 'risk')} onPick={(risk) => set('risk', risk)} />
      <Disclosure title="Model, limits, retries and schema" open={more.open} onToggle={more.toggle}>
        <ModelField step={step} agentModel={agent?.model} set={set} />
        <Limits step={step} agentLimit={agent?.maxOutputTokens ?? null} set={set} />
        <OnFailure step={step} set={set} />
        <JsonField
          key={step.id}
          stepIndex={index}
          field="outputSchema"
          label="Output schema"
          description="JSON Schema that the output must meet; else the step fails."
          value={fields.outputSchema}
          onWrite={(value) => set('outputSchema', value)}
        />
      </Disclosure>
      <div>
        <Button variant="default" size="compact-sm" leftSection={<Trash2 size={14} />} onClick={() => remove([step.id])}>
          Delete this step
        </Button>
      </div>
    </>
  );
};

const MORE = ['model', 'maxOutputTokens', 'timeoutMs', 'retry', 'onFailure', 'outputSchema'];

/** Open where something is set or asked for, else as the person left it. */
const useMore = ({ id, fields }: DraftStep) => {
  const { focus } = useBuilder();
  const [toggled, setToggled] = useState<{ readonly open: boolean; readonly at: unknown } | null>(null);
  const isAsked = focus !== null && focus.stepId === id && MORE.includes(focus.field.split('/')[0] ?? '');
  const usual = isAsked || MORE.some((field) => field in fields);
  const open = toggled !== null && toggled.at === focus ? toggled.open : usual;
  return { open, toggle: (next: boolean) => setToggled({ open: next, at: focus }) };
};

const ModelField = ({ step, agentModel, set }: { step: DraftStep; agentModel: string | undefined; set: Set }) => {
  const { models } = useBuilder();
  const error = useFieldError(step.index, 'model');
  const typed = useTyped(step.model, (text) => set('model', text === '' ? undefined : text));
  return (
    <Autocomplete
      data-field="model"
      label="Model"
      description="Instead of the agent's own."
      placeholder={agentModel ?? "the agent's"}
      data={[...models]}
      limit={50}
      openOnFocus={false}
      error={error}
      value={typed.value}
      onChange={typed.onChange}
      onBlur={typed.onBlur}
    />
  );
};

const Limits = ({ step, agentLimit, set }: { step: DraftStep; agentLimit: number | null; set: Set }) => {
  const { index, fields, risk } = step;
  const retry = (typeof fields.retry === 'object' && fields.retry !== null ? fields.retry : {}) as Record<string, unknown>;
  const attempts = DEFAULT_MAX_ATTEMPTS[risk ?? 'read'];
  const timeout = typeof fields.timeoutMs === 'number' ? fields.timeoutMs : DEFAULT_TIMEOUT_MS;
  return (
    <div className={classes.pair}>
      <NumberField
        stepIndex={index}
        field="maxOutputTokens"
        label="Output at most"
        unit="tokens"
        placeholder={String(agentLimit ?? DEFAULT_MAX_OUTPUT_TOKENS)}
        value={fields.maxOutputTokens}
        onWrite={(value) => set('maxOutputTokens', value)}
      />
      <NumberField
        stepIndex={index}
        field="timeoutMs"
        label={`Deadline: ${formatDuration(timeout)}`}
        unit="ms"
        placeholder={String(DEFAULT_TIMEOUT_MS)}
        value={fields.timeoutMs}
        onWrite={(value) => set('timeoutMs', value)}
      />
      <NumberField
        stepIndex={index}
        field="retry/maxAttempts"
        label="Attempts"
        placeholder={String(attempts)}
        value={retry.maxAttempts}
        onWrite={(value) => set('retry/maxAttempts', value)}
      />
      <NumberField
        stepIndex={index}
        field="retry/backoffMs"
        label="Wait between them"
        unit="ms"
        placeholder={String(DEFAULT_BACKOFF_MS)}
        disabled={retry.maxAttempts === undefined}
        value={retry.backoffMs}
        onWrite={(value) => set('retry/backoffMs', value)}
      />
    </div>
  );
};

const OnFailure = ({ step, set }: { step: DraftStep; set: Set }) => {
  const goesOn = step.fields.onFailure === 'continue';
  return (
    <div data-field="onFailure">
      <div className={classes.label} id={`failure-${step.index}`}>
        When it fails
      </div>
      <SegmentedControl
        aria-labelledby={`failure-${step.index}`}
        size="xs"
        data={[
          { value: 'fail', label: 'the run fails' },
          { value: 'continue', label: 'the run goes on' },
        ]}
        value={goesOn ? 'continue' : 'fail'}
        onChange={(value) => set('onFailure', value === 'fail' ? undefined : value)}
      />
    </div>
  );
};
