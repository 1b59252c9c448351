import { Button, Radio } from '@mantine/core';
import type { WorkflowView } from '@mc/contracts';
import type { AuthoredWorkflow } from '@mc/domain';
import { useMemo, useState } from 'react';
import { VisibleText } from '../../../ui/text/visible-text';
import { TimeText } from '../../../ui/time-text';
import type { Base } from '../builder/base';
import { useBuilder } from '../builder/builder-context';
import classes from '../compare/compare.module.css';
import { fieldName, fieldText } from '../compare/field-text';
import { editsToTake, type MergeItem, mergeItems, type Side } from '../compare/merge-definitions';
import { definitionOf, textOf } from '../text/workflow-text';
import sheet from './save.module.css';

interface Props {
  readonly base: Base;
  readonly theirs: WorkflowView;
  readonly mine: AuthoredWorkflow;
  /** My document now holds what was chosen, and begins with their version. */
  readonly onMerged: (base: Base) => void;
}

/** Somebody saved meanwhile: what both changed, side by side, each to be taken from either. Nothing is overwritten unseen. */
export const MergeView = ({ base, theirs, mine, onMerged }: Props) => {
  const { apply } = useBuilder();
  const their = useMemo(() => definitionOf(theirs), [theirs]);
  const items = useMemo(() => mergeItems(base.definition, their, mine), [base, their, mine]);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Side>>(new Map());
  const sideOf = ({ id, changedBy }: MergeItem): Side | null => chosen.get(id) ?? (changedBy === 'both' ? null : changedBy);
  const open = items.filter((item) => sideOf(item) === null);
  const isNothingNew = items.every((item) => item.changedBy !== 'both');
  const merge = () => {
    const edits = editsToTake(items, (item) => sideOf(item) === 'theirs', their, mine);
    const isDone = edits.length === 0 || apply(() => ({ what: `Took over version ${theirs.version}`, rounds: [edits] }));
    if (isDone) onMerged({ id: base.id, name: theirs.name, version: theirs.version, definition: their, text: textOf(theirs) });
  };
  return (
    <div className={classes.merge}>
      <p className={sheet.note} role="alert">
        <strong>
          {theirs.updatedBy?.username ?? 'Somebody'} saved version {theirs.version} <TimeText at={theirs.updatedAt} />
        </strong>
        , while you were editing version {base.version}.{' '}
        {isNothingNew
          ? 'You changed different things; both go together.'
          : 'Choose what is to hold where both of you changed the same.'}
      </p>
      {items.map((item) => (
        <Item
          key={item.id}
          item={item}
          side={sideOf(item)}
          version={theirs.version}
          onChoose={(side) => setChosen(new Map([...chosen, [item.id, side]]))}
        />
      ))}
      {items.length === 0 ? <p className="dim">Their version and yours mean the same.</p> : null}
      <div className={sheet.buttons}>
        <Button onClick={merge} disabled={open.length > 0} data-autofocus>
          {open.length > 0 ? `Choose ${open.length} more` : 'Take over and go on'}
        </Button>
      </div>
    </div>
  );
};

interface ItemProps {
  readonly item: MergeItem;
  readonly side: Side | null;
  readonly version: number;
  readonly onChoose: (side: Side) => void;
}

const Item = ({ item, side, version, onChoose }: ItemProps) => {
  const name = `${item.part ?? 'workflow'}${item.field === null ? '' : `: ${fieldName(item.field)}`}`;
  const by = { theirs: 'changed by them', mine: 'changed by you', both: 'changed by both' }[item.changedBy];
  return (
    <fieldset data-open={side === null}>
      <legend>
        <strong>{name}</strong>{' '}
        <span className="dim">
          {by}; before: {shortText(item, item.base)}
        </span>
      </legend>
      <div className={classes.sides}>
        {(['theirs', 'mine'] as const).map((one) => (
          <div key={one} className={classes.side} data-chosen={side === one}>
            <Radio
              name={item.id}
              checked={side === one}
              onChange={() => onChoose(one)}
              label={one === 'theirs' ? `Theirs (version ${version})` : 'Mine'}
            />
            <div className={classes.value}>
              <VisibleText text={valueText(item, item[one])} />
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  );
};

const valueText = ({ field }: MergeItem, value: unknown): string => {
  if (field !== null) return fieldText(field, value);
  if (value === undefined) return 'not there';
  return Object.entries(value as object)
    .filter(([, one]) => one !== null && !(Array.isArray(one) && one.length === 0))
    .map(([name, one]) => `${fieldName(name)}: ${fieldText(name, one)}`)
    .join('\n');
};

const SHORT_MAX = 60;

const shortText = (item: MergeItem, value: unknown): string => {
  const text = valueText(item, value).replaceAll('\n', ' ');
  return text.length > SHORT_MAX ? `${text.slice(0, SHORT_MAX)}…` : text;
};
