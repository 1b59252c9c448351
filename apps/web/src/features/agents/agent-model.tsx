import type { AgentView } from '@mc/contracts';
import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import classes from './agents.module.css';

/** The model that decides the price, and whether there is one. */
export const AgentModel = ({ agent: { model, priced } }: { agent: Pick<AgentView, 'model' | 'priced'> }) => (
  <>
    <span className="mono">{model}</span>
    {priced ? null : (
      <div className={classes.warn}>
        <TriangleAlert size={13} aria-hidden />
        <Link to="/agents" search={{ tab: 'prices' }}>
          no price
        </Link>
        , so not sent under a cap in money
      </div>
    )}
  </>
);
