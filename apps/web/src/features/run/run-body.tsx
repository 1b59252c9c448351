import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReplayView, RunView } from '@mc/contracts';
import { Beside } from '../../ui/beside';
import classes from './run.module.css';
import { RunTabs } from './run-tabs';
import { Inspector } from './step/inspector';
import type { RunAddress } from './use-run-view';

const WIDE = '(min-width: 1000px)';

interface Props {
  readonly run: RunView;
  readonly replay: ReplayView | null;
  readonly address: RunAddress;
}

/** The views of the run, and the chosen step beside them; where there is no room beside, above them. */
export const RunBody = ({ run, replay, address }: Props) => {
  const isWide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false });
  const step = address.step === undefined ? undefined : run.steps.find(({ key }) => key === address.step);
  const tabs = <RunTabs run={run} replay={replay} address={address} />;
  const inspector =
    step === undefined ? null : (
      <Inspector
        key={step.key}
        runId={run.runId}
        step={step}
        at={address.at}
        past={replay?.state.steps.find(({ key }) => key === step.key) ?? null}
        address={address}
      />
    );
  if (!isWide)
    return (
      <div className={classes.body}>
        {tabs}
        <Drawer
          opened={inspector !== null}
          onClose={() => address.setStep(undefined)}
          position="bottom"
          size="88%"
          withCloseButton={false}
          padding={0}
          title={null}
          classNames={{ content: classes.sheet ?? '', body: classes.sheetBody ?? '' }}
          aria-label="The chosen step"
        >
          {inspector}
        </Drawer>
      </div>
    );
  return (
    <div className={classes.body}>
      <Beside beside={inspector} label="Width of the step" name="inspector">
        {tabs}
      </Beside>
    </div>
  );
};
