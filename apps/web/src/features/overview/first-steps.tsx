import { Button } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { ArrowRight, Check, Circle } from 'lucide-react';
import { useMe } from '../../api/use-me';
import { setPreferences, usePreferences } from '../../ui/preferences';
import classes from './first-steps.module.css';
import { type FirstStep, firstSteps } from './first-steps-model';
import { useFirstFacts } from './use-first-facts';

const hide = () => setPreferences({ firstSteps: 'hidden' });

/** For somebody who is new here: what this is, and what to try, with marks for what is done. */
export const FirstSteps = () => (usePreferences().firstSteps === 'shown' ? <Steps /> : null);

const Steps = () => {
  const me = useMe();
  const facts = useFirstFacts();
  if (facts === null) return null;
  const steps = firstSteps(facts, me.may);
  const done = steps.filter((step) => step.done).length;
  const next = steps.find((step) => !step.done && step.waits === null);
  if (steps.length === 0) return null;
  return (
    <section className={classes.panel} aria-labelledby="first-steps">
      <header className={classes.head}>
        <div>
          <h2 id="first-steps">First steps</h2>
          <p>
            Agents do the work. Mission Control decides what may run, at what price and with whose consent, shows it while it
            happens, and can prove afterwards what happened.
          </p>
        </div>
        <span className="dim num" role="status">
          {done} of {steps.length} done
        </span>
        <Button variant="default" size="compact-sm" onClick={hide}>
          {done === steps.length ? 'Done, hide this' : 'Hide'}
        </Button>
      </header>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <Step key={step.key} step={step} isNext={step === next} />
        ))}
      </ol>
    </section>
  );
};

const Step = ({ step: { title, why, done, href, waits }, isNext }: { step: FirstStep; isNext: boolean }) => {
  const router = useRouter();
  const Mark = done ? Check : isNext ? ArrowRight : Circle;
  return (
    <li data-done={done} data-next={isNext}>
      <Mark size={16} aria-hidden />
      <a
        href={href}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
          event.preventDefault();
          router.history.push(href);
        }}
      >
        {title}
      </a>
      <span className="sr-only">{done ? 'done' : 'to do'}</span>
      <p>{done || waits === null ? why : `${why} Comes ${waits}.`}</p>
    </li>
  );
};
