import { Button, NumberInput, TextInput } from '@mantine/core';
import type { RunView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { replayQuery, runQuery } from '../../../api/runs';
import { isUuid } from '../../../ui/format/ids';
import { ErrorPane, Loaded } from '../../../ui/states';
import type { RunAddress } from '../use-run-view';
import { ChangeList } from './change-list';
import { changesBetween } from './changes';
import classes from './compare.module.css';
import { RunsBeside } from './runs-beside';

/** The run beside another run, or beside itself at another of its events. */
export const CompareTab = ({ run, address }: { run: RunView; address: RunAddress }) => (
  <div className={classes.compare}>
    <div className={classes.choose}>
      <OtherRun key={`run ${address.with}`} address={address} />
      <OtherEvent key={`event ${address.against}`} run={run} address={address} />
    </div>
    {address.with === undefined ? null : <WithRun run={run} otherId={address.with} address={address} />}
    {address.with === undefined && address.against !== null ? (
      <WithEvent run={run} against={address.against} address={address} />
    ) : null}
  </div>
);

const OtherRun = ({ address }: { address: RunAddress }) => {
  const [id, setId] = useState(address.with ?? '');
  const isOther = isUuid(id.trim()) && id.trim() !== address.runId;
  return (
    <form
      className={classes.choose}
      onSubmit={(event) => {
        event.preventDefault();
        if (isOther) address.set({ tab: 'compare', with: id.trim(), against: undefined });
      }}
    >
      <TextInput
        size="xs"
        w={290}
        label="Another run"
        placeholder="its id"
        value={id}
        onChange={(event) => setId(event.currentTarget.value)}
      />
      <Button size="xs" type="submit" variant="default" disabled={!isOther}>
        Compare runs
      </Button>
    </form>
  );
};

const OtherEvent = ({ run, address }: { run: RunView; address: RunAddress }) => {
  const [number, setNumber] = useState<string | number>(address.against === null ? '' : address.against + 1);
  return (
    <form
      className={classes.choose}
      onSubmit={(event) => {
        event.preventDefault();
        if (typeof number === 'number') address.set({ tab: 'compare', against: String(number - 1), with: undefined });
      }}
    >
      <NumberInput
        size="xs"
        w={140}
        label="Or an event of this run"
        min={1}
        max={run.revision + 1}
        allowDecimal={false}
        value={number}
        onChange={setNumber}
      />
      <Button size="xs" type="submit" variant="default" disabled={typeof number !== 'number'}>
        Compare events
      </Button>
    </form>
  );
};

const WithEvent = ({ run, against, address }: { run: RunView; against: number; address: RunAddress }) => {
  const now = address.at ?? run.revision;
  const one = useQuery(replayQuery(run.runId, Math.min(against, now)));
  const other = useQuery(replayQuery(run.runId, Math.max(against, now)));
  if (other.isError) return <ErrorPane error={other.error} onRetry={() => void other.refetch()} />;
  return (
    <Loaded query={one}>
      {(earlier) => {
        if (other.data === undefined) return null;
        const changes = changesBetween(earlier.state, other.data.state);
        return (
          <>
            <strong>
              From event {earlier.at + 1} to event {other.data.at + 1}:{' '}
              {changes.length === 0 ? 'nothing that shows has changed' : `${changes.length} changed`}
            </strong>
            <ChangeList label="Changed fields" changes={changes} onStep={address.setStep} />
          </>
        );
      }}
    </Loaded>
  );
};

const WithRun = ({ run, otherId, address }: { run: RunView; otherId: string; address: RunAddress }) => {
  const other = useQuery(runQuery(otherId));
  return (
    <Loaded query={other}>
      {(view) => <RunsBeside run={run} other={view} selected={address.step} onStep={address.setStep} />}
    </Loaded>
  );
};
