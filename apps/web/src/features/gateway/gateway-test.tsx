import { Button } from '@mantine/core';
import type { GatewayTested } from '@mc/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Activity } from 'lucide-react';
import { asProblem } from '../../api/problem';
import { gatewaysKey, testGateway } from '../../api/resources';
import classes from './gateway.module.css';

/** Asks the engine now, instead of waiting for the next look. */
export const GatewayTest = ({ name }: { name: string }) => {
  const client = useQueryClient();
  const test = useMutation({
    mutationFn: () => testGateway(name),
    onSettled: () => client.invalidateQueries({ queryKey: gatewaysKey }),
  });
  return (
    <div className={classes.test}>
      <span role="status" className={test.data?.problem || test.isError ? classes.error : undefined}>
        {test.data === undefined ? '' : outcomeOf(test.data)}
        {test.isError ? asProblem(test.error).detail : ''}
      </span>
      <Button leftSection={<Activity size={15} />} variant="default" loading={test.isPending} onClick={() => test.mutate()}>
        Test the connection
      </Button>
    </div>
  );
};

const outcomeOf = ({ answeredInMs, agents, problem }: GatewayTested): string => {
  if (problem !== null) return problem;
  const offers = agents === 1 ? 'one agent' : `${agents ?? 0} agents`;
  return `It answered in ${answeredInMs ?? 0} ms and offers ${offers}.`;
};
