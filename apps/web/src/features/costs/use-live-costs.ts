import { useQueryClient } from '@tanstack/react-query';
import { costsKey } from '../../api/costs';
import { limitsKey } from '../../api/limits';
import { useTopic } from '../../live/live-context';

/** Sums over many runs are read again this often at most: they are heavier than a run, and nobody reads them four times a second. */
const APART_MS = 5_000;

const pause = () => new Promise((resolve) => setTimeout(resolve, APART_MS));

/** Follows what runs spend and hold. */
export const useLiveCosts = (): void => {
  const client = useQueryClient();
  useTopic('runs', () =>
    Promise.all([
      ...[costsKey, limitsKey].map((queryKey) => client.invalidateQueries({ queryKey }, { cancelRefetch: false })),
      pause(),
    ]),
  );
};
