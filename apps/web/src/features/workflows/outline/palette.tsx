import { ActionIcon } from '@mantine/core';
import { Bot, Plus } from 'lucide-react';
import { useBuilder } from '../builder/builder-context';
import { AGENT_TYPE } from './agent-drag';
import classes from './outline.module.css';

/** The agents that exist: dragged onto the canvas, or added with +, they become steps. */
export const Palette = () => {
  const { agents, ask, readable } = useBuilder();
  return (
    <section className={classes.palette} aria-label="Agents">
      <header>
        <h2>Agents</h2>
        <span className="dim">drag onto the canvas</span>
      </header>
      <ul>
        {agents.map(({ name, description, gatewayStatus }) => (
          <li
            key={name}
            draggable={readable}
            onDragStart={(event) => {
              event.dataTransfer.setData(AGENT_TYPE, name);
              event.dataTransfer.effectAllowed = 'copy';
            }}
            title={description ?? undefined}
          >
            <Bot size={14} aria-hidden />
            <span className={classes.label}>{name}</span>
            {gatewayStatus === 'connected' ? null : <span className={classes.down}>{gatewayStatus ?? 'no gateway'}</span>}
            <ActionIcon
              variant="subtle"
              color="gray"
              size={28}
              disabled={!readable}
              aria-label={`Add a step by ${name}`}
              onClick={() => ask({ what: 'add', agent: name })}
            >
              <Plus size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {agents.length === 0 ? <p className="dim">No agent is registered yet.</p> : null}
    </section>
  );
};
