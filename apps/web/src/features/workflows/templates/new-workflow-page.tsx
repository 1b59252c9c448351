import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { FilePlus2, FileUp } from 'lucide-react';
import { useState } from 'react';
import { agentsQuery } from '../../../api/resources';
import { ButtonLink } from '../../../ui/button-link';
import { Page, Panel } from '../../../ui/page';
import { Loaded } from '../../../ui/states';
import { TimeText } from '../../../ui/time-text';
import { allDrafts, forgetDraft, type StoredDraft } from '../drafts/drafts';
import { templatesFor } from './templates';
import classes from './templates.module.css';

/** Where a new workflow begins: a draft of one's own, a template that works with the agents there are, or a file. */
export const NewWorkflowPage = () => {
  const agents = useQuery(agentsQuery);
  return (
    <Page title="New workflow" lead="Begin with something that works, and change it.">
      <OwnDrafts />
      <Panel title="Begin with">
        <Loaded query={agents}>{({ items }) => <Templates agents={items.map(({ name }) => name)} />}</Loaded>
      </Panel>
    </Page>
  );
};

/** A draft of its own for each beginning, so that none overwrites another. */
const newSlot = (): string => `new-${crypto.randomUUID().slice(0, 8)}`;

const Templates = ({ agents }: { agents: readonly string[] }) => {
  const navigate = useNavigate();
  const begin = (from: string) => void navigate({ to: '/workflows/new', search: { from, draft: newSlot() } });
  return (
    <>
      {agents.length === 0 ? (
        <p>
          No agent is registered yet. <Link to="/agents">Register one</Link> first; templates name it then.
        </p>
      ) : null}
      <ul className={classes.cards}>
        {templatesFor(agents).map(({ id, title, about }) => (
          <li key={id}>
            <button type="button" onClick={() => begin(id)}>
              <FilePlus2 size={18} aria-hidden />
              <strong>{title}</strong>
              <span className="dim">{about}</span>
            </button>
          </li>
        ))}
        <li>
          <button type="button" onClick={() => begin('import')}>
            <FileUp size={18} aria-hidden />
            <strong>Import</strong>
            <span className="dim">A YAML or JSON definition from a file or the clipboard.</span>
          </button>
        </li>
      </ul>
    </>
  );
};

const OwnDrafts = () => {
  const [drafts, setDrafts] = useState<readonly StoredDraft[]>(() =>
    allDrafts(localStorage).filter(({ workflowId }) => workflowId === null),
  );
  if (drafts.length === 0) return null;
  const discard = (slot: string) => {
    forgetDraft(localStorage, slot);
    setDrafts(drafts.filter((draft) => draft.slot !== slot));
  };
  return (
    <Panel title="Your drafts in this browser">
      <ul className={classes.drafts}>
        {drafts.map(({ slot, name, atMs }) => (
          <li key={slot}>
            <span className={classes.name}>
              <strong>{name || 'without a name'}</strong>{' '}
              <span className="dim">
                changed <TimeText at={new Date(atMs).toISOString()} />
              </span>
            </span>
            <ButtonLink to="/workflows/new" search={{ draft: slot }} size="compact-sm" variant="default">
              Continue
            </ButtonLink>
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => discard(slot)}>
              Discard
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
};
