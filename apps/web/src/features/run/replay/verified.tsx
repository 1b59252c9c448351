import type { ReplayView } from '@mc/contracts';
import { ShieldCheck, ShieldX } from 'lucide-react';
import classes from './replay.module.css';

/** Proof that the replay is honest: the chain of hashes holds, and at the head the fold equals what the screen shows live. */
export const Verified = ({ replay }: { replay: ReplayView | undefined }) => {
  if (replay === undefined) return null;
  const { chainIntact, foldEqualsReadModel, firstBroken } = replay.verified;
  if (!chainIntact || foldEqualsReadModel === false) {
    return (
      <span className={classes.broken} role="alert">
        <ShieldX size={15} aria-hidden />
        {chainIntact
          ? 'The fold differs from the read model'
          : `The hash chain breaks at event ${(firstBroken?.revision ?? 0) + 1}: ${firstBroken?.reason ?? 'unknown'}`}
      </span>
    );
  }
  return (
    <span className={classes.verified}>
      <ShieldCheck size={15} aria-hidden />
      Verified: chain intact{foldEqualsReadModel === true ? ', fold equals the read model' : ''}
    </span>
  );
};
