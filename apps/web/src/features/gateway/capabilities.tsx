import type { GatewayCapabilitiesView } from '@mc/contracts';
import { Check, X } from 'lucide-react';
import classes from './gateway.module.css';

interface Point {
  readonly name: string;
  readonly can: boolean;
  readonly detail: string;
}

const pointsOf = (capabilities: GatewayCapabilitiesView): readonly Point[] => {
  const { idempotency, tombstone, stop, lookup, enforcedExpiry, hardTokenLimit, usagePerCall, resultSurvivesSender } =
    capabilities;
  const window = idempotency === null ? '' : `${Math.round(idempotency.windowMs / 1000)} s`;
  return [
    {
      name: 'Drops repeats',
      can: idempotency !== null,
      detail:
        idempotency === null
          ? ''
          : idempotency.survivesRestart
            ? `${window}, also after its restart`
            : `${window}, not after its restart`,
    },
    { name: 'Stops at work', can: stop, detail: '' },
    { name: 'Remembers a stop', can: tombstone, detail: '' },
    { name: 'Starts nothing late', can: enforcedExpiry, detail: '' },
    { name: 'Can be asked', can: lookup, detail: '' },
    { name: 'Keeps results', can: resultSurvivesSender, detail: '' },
    { name: 'Keeps to a token limit', can: hardTokenLimit, detail: '' },
    { name: 'Reports tokens', can: usagePerCall, detail: 'per model call' },
  ];
};

/** What the engine declares, and what follows from it, in sentences. */
export const Capabilities = ({ capabilities }: { capabilities: GatewayCapabilitiesView }) => (
  <>
    <ul className={classes.points}>
      {pointsOf(capabilities).map(({ name, can, detail }) => (
        <li key={name} data-can={can}>
          {can ? <Check size={15} aria-hidden /> : <X size={15} aria-hidden />}
          <span>
            <span className="sr-only">{can ? 'Yes: ' : 'No: '}</span>
            {name}
            {can && detail !== '' ? <span className="dim"> {detail}</span> : null}
          </span>
        </li>
      ))}
    </ul>
    <ul className={classes.sentences}>
      {capabilities.consequences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  </>
);
