import type { AgentView } from '@mc/contracts';
import { Link } from '@tanstack/react-router';

/** The active workflows that name the agent. */
export const UsedBy = ({ usedBy }: Pick<AgentView, 'usedBy'>) =>
  usedBy.length === 0 ? (
    <span className="dim">no workflow</span>
  ) : (
    usedBy.map(({ id, name }, index) => (
      <span key={id}>
        {index > 0 ? ', ' : ''}
        <Link to="/workflows/$workflowId" params={{ workflowId: id }}>
          {name}
        </Link>
      </span>
    ))
  );
