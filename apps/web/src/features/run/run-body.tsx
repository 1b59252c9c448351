import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReplayView, RunView } from '@mc/contracts';
import { Group, Panel, Separator } from 'react-resizable-panels';
import classes from './run.module.css';
import { RunTabs } from './run-tabs';
import { Inspector } from './step/inspector';
import type { RunAddress } from './use-run-view';

const WIDE = '(min-width: 1000px)';
const WIDTH_KEY = 'mc-inspector-width';
const WIDTH_DEFAULT = '420px';

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
    <Group
      className={classes.body}
      orientation="horizontal"
      onLayoutChanged={() => keepWidth(document.getElementById('inspector')?.clientWidth)}
    >
      <Panel id="views" minSize="380px" className={classes.pane ?? ''}>
        {tabs}
      </Panel>
      {inspector === null ? null : (
        <>
          <Separator className={classes.separator ?? ''} aria-label="Width of the step" />
          <Panel
            id="inspector"
            minSize="340px"
            maxSize="900px"
            defaultSize={keptWidth()}
            groupResizeBehavior="preserve-pixel-size"
            className={classes.pane ?? ''}
          >
            {inspector}
          </Panel>
        </>
      )}
    </Group>
  );
};

const keptWidth = (): string => {
  try {
    return localStorage.getItem(WIDTH_KEY) ?? WIDTH_DEFAULT;
  } catch {
    return WIDTH_DEFAULT;
  }
};

const keepWidth = (px: number | undefined): void => {
  if (px === undefined || px === 0) return;
  try {
    localStorage.setItem(WIDTH_KEY, `${px}px`);
  } catch {
    // A browser that keeps nothing: it is as wide as it was at first.
  }
};
