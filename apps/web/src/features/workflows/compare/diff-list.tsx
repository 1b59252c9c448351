import { Minus, Pencil, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { VisibleText } from '../../../ui/text/visible-text';
import classes from './compare.module.css';
import { type DefinitionDiff, type FieldChange, isEmptyDiff, type PartChange } from './diff-definitions';
import { fieldName, fieldText, isProse } from './field-text';
import { textDiff } from './text-diff';

/** What differs between two versions, in words: the workflow, its caps, its inputs, its steps. */
export const DiffList = ({ diff, none }: { diff: DefinitionDiff; none: string }) => {
  if (isEmptyDiff(diff)) return <p className="dim">{none}</p>;
  return (
    <div className={classes.diff}>
      {diff.workflow.length + diff.budget.length === 0 ? null : (
        <section aria-label="Changes of the workflow">
          <h3>Workflow</h3>
          <Fields changes={[...diff.workflow, ...diff.budget]} />
        </section>
      )}
      <Parts title="Inputs" changes={diff.inputs} />
      <Parts title="Steps" changes={diff.steps} />
    </div>
  );
};

const ICONS = { added: Plus, removed: Minus, changed: Pencil } as const;

const Parts = ({ title, changes }: { title: string; changes: readonly PartChange[] }) =>
  changes.length === 0 ? null : (
    <section aria-label={`Changes of ${title.toLowerCase()}`}>
      <h3>{title}</h3>
      {changes.map((change) => {
        const Icon = ICONS[change.kind];
        return (
          <div key={change.name} className={classes.part} data-kind={change.kind}>
            <div className={classes.partHead}>
              <Icon size={14} aria-hidden />
              <strong>{change.name}</strong>
              <span className="dim">
                {change.was === null
                  ? change.kind
                  : `renamed from ${change.was}${change.fields.length === 0 ? '' : ' and changed'}`}
              </span>
            </div>
            <Fields changes={change.fields} one={change.kind !== 'changed'} />
          </div>
        );
      })}
    </section>
  );

/** `one`: a new or removed part, of which there is only one side. */
const Fields = ({ changes, one = false }: { changes: readonly FieldChange[]; one?: boolean }) => (
  <dl className={classes.fields}>
    {changes.map(({ field, before, after }) => (
      <div key={field}>
        <dt>{fieldName(field)}</dt>
        <dd>
          {one ? (
            <VisibleText text={fieldText(field, after ?? before)} />
          ) : isProse(field) ? (
            <Prose before={fieldTextOf(before)} after={fieldTextOf(after)} />
          ) : (
            <>
              <del>{fieldText(field, before)}</del> <span aria-hidden>→</span> <ins>{fieldText(field, after)}</ins>
            </>
          )}
        </dd>
      </div>
    ))}
  </dl>
);

const fieldTextOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const Prose = ({ before, after }: { before: string; after: string }) => {
  const parts = useMemo(() => textDiff(before, after), [before, after]);
  return (
    <div className={classes.prose}>
      {parts.map(({ kind, text }, index) => {
        const Tag = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span';
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other identity
          <Tag key={index}>
            <VisibleText text={text} />
          </Tag>
        );
      })}
    </div>
  );
};
