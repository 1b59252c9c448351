import { Button, Drawer } from '@mantine/core';
import type { InputSpec, PolicyView, StepEstimateView } from '@mc/contracts';
import type { AuthoredWorkflow } from '@mc/domain';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { policyQuery } from '../../../api/resources';
import { validateOnServer } from '../../../api/workflows';
import { Money, TokenCount } from '../../../ui/amounts';
import { RiskBadge } from '../../../ui/risk-badge';
import { Loaded } from '../../../ui/states';
import { TextViewer } from '../../../ui/text/text-viewer';
import { useBuilder } from '../builder/builder-context';
import { Disclosure } from '../builder/disclosure';
import { type Draft, type DraftStep, labelOf } from '../draft/draft';
import { gateOf } from '../inspector/risk-field';
import { EstimateLine } from '../run/estimate-line';
import { InputField } from '../run/input-field';
import { type FieldErrors, initialValues, readInputs } from '../run/start-form';
import classes from './dry-run.module.css';
import { samplePrompts, withSample } from './sample';

/** What a run would do, without running it: waves of steps, gates, prompts, and what each step may cost. */
export const DryRunSheet = ({ onClose }: { onClose: () => void }) => {
  const { document, draft } = useBuilder();
  const definition = document.value as AuthoredWorkflow;
  const [inputs, setInputs] = useState<Readonly<Record<string, unknown>>>({});
  const sample = useMemo(() => withSample(definition, inputs), [definition, inputs]);
  const answer = useQuery({
    queryKey: ['validate', 'dry-run', sample],
    queryFn: ({ signal }) => validateOnServer(sample, signal),
    retry: false,
    gcTime: 0,
    placeholderData: (before) => before,
  });
  const { totalBudgetCents } = draft.budget;
  return (
    <Drawer opened onClose={onClose} title={`Dry run of ${draft.name}`} position="right" size="xl">
      <div className={classes.sheet}>
        <p className="dim">Nothing is sent to any agent, and nothing is stored.</p>
        <SampleForm specs={(definition.inputs ?? {}) as Readonly<Record<string, InputSpec>>} onTry={setInputs} />
        <Loaded query={answer}>
          {({ estimate, steps, waves }) => (
            <>
              <dl className={classes.figures} aria-label="In all">
                <CostFigures estimate={estimate} least="in all, at least" />
                <Figure title="cap">
                  {typeof totalBudgetCents === 'number' ? <Money cents={totalBudgetCents} /> : 'none in money'}
                </Figure>
              </dl>
              <EstimateLine estimate={estimate} capCents={typeof totalBudgetCents === 'number' ? totalBudgetCents : undefined} />
              <Waves waves={waves} steps={steps} draft={draft} prompts={samplePrompts(sample)} />
            </>
          )}
        </Loaded>
      </div>
    </Drawer>
  );
};

interface SampleProps {
  readonly specs: Readonly<Record<string, InputSpec>>;
  readonly onTry: (inputs: Readonly<Record<string, unknown>>) => void;
}

const SampleForm = ({ specs, onTry }: SampleProps) => {
  const [values, setValues] = useState(() => initialValues(specs));
  const [errors, setErrors] = useState<FieldErrors>({});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readInputs(values, specs);
    // A sample may leave out anything; only what cannot be read is an error.
    const wrong = Object.fromEntries(Object.entries(read.errors).filter(([name]) => values[name] !== ''));
    setErrors(wrong);
    if (Object.keys(wrong).length === 0) onTry(read.inputs);
  };
  if (Object.keys(specs).length === 0) return null;
  return (
    <form onSubmit={submit} className={classes.sample} aria-label="Sample inputs">
      {Object.entries(specs).map(([name, spec], index) => (
        <InputField
          key={name}
          name={name}
          spec={{ ...spec, required: false }}
          first={index === 0}
          value={values[name] ?? ''}
          error={errors[name]}
          onChange={(value) => setValues({ ...values, [name]: value })}
        />
      ))}
      <div>
        <Button type="submit" size="compact-sm" variant="default">
          Try with these inputs
        </Button>
      </div>
    </form>
  );
};

interface WavesProps {
  readonly waves: readonly (readonly string[])[];
  readonly steps: readonly StepEstimateView[];
  readonly draft: Draft;
  readonly prompts: ReadonlyMap<string, string>;
}

const Waves = ({ waves, steps, draft, prompts }: WavesProps) => {
  const policy = useQuery(policyQuery);
  const byKey = new Map(steps.map((step) => [step.key, step]));
  return (
    <ol className={classes.waves} aria-label="Waves">
      {waves.map((keys, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a wave is its number
        <li key={index}>
          <h3>
            Wave {index + 1} <span className="dim">{keys.length === 1 ? '' : `${keys.length} steps at the same time`}</span>
          </h3>
          {keys.map((key) => (
            <Step
              key={key}
              step={draft.byKey.get(key)}
              estimate={byKey.get(key)}
              policy={policy.data}
              prompt={prompts.get(key) ?? ''}
            />
          ))}
        </li>
      ))}
    </ol>
  );
};

interface StepProps {
  readonly step: DraftStep | undefined;
  readonly estimate: StepEstimateView | undefined;
  readonly policy: PolicyView | undefined;
  readonly prompt: string;
}

const Step = ({ step, estimate, policy, prompt }: StepProps) => {
  const [open, setOpen] = useState(false);
  if (step === undefined || estimate === undefined) return null;
  const { risk } = step;
  return (
    <div className={classes.step}>
      <div className={classes.head}>
        <strong>{labelOf(step)}</strong>
        <span className="dim">
          {step.agent} · {estimate.model ?? 'no model'}
        </span>
        {risk === null ? null : <RiskBadge risk={risk} />}
      </div>
      {risk !== null && risk !== 'read' && policy !== undefined ? (
        <div className={classes.gate}>Gate: {gateOf(risk, policy)}</div>
      ) : null}
      <dl className={classes.figures}>
        <CostFigures estimate={estimate} least="at least" />
        <Figure title="tokens in">
          <TokenCount count={estimate.inputTokensMin} /> to <TokenCount count={estimate.inputTokensMax} />
        </Figure>
        <Figure title="tokens out, at most">
          <TokenCount count={estimate.maxOutputTokens} />
        </Figure>
      </dl>
      <Disclosure title="What it would be told" open={open} onToggle={setOpen}>
        <TextViewer title={`Prompt of ${step.key}`} text={prompt} />
      </Disclosure>
    </div>
  );
};

const Figure = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <div>
    <dt>{title}</dt>
    <dd>{children}</dd>
  </div>
);

interface Costs {
  readonly minCents: number | null;
  readonly expectedCents: number | null;
  readonly maxCents: number | null;
}

const CostFigures = ({ estimate, least }: { estimate: Costs; least: string }) => (
  <>
    <Figure title={least}>
      <Money cents={estimate.minCents} />
    </Figure>
    <Figure title="expected">
      <Money cents={estimate.expectedCents} about={estimate.expectedCents !== null} />
    </Figure>
    <Figure title="at most">
      <Money cents={estimate.maxCents} />
    </Figure>
  </>
);
