import { VisibleText } from '../../../ui/text/visible-text';
import type { Change } from './changes';
import classes from './compare.module.css';

interface Props {
  readonly label: string;
  readonly changes: readonly Change[];
  readonly onStep: (key: string) => void;
}

/** Changed fields only, as before → after. */
export const ChangeList = ({ label, changes, onStep }: Props) => (
  <ul className={classes.changes} aria-label={label}>
    {changes.map(({ stepKey, what, before, after }) => (
      <li key={`${stepKey} ${what}`}>
        {stepKey === null ? (
          <strong>run</strong>
        ) : (
          <button type="button" onClick={() => onStep(stepKey)}>
            {stepKey}
          </button>
        )}
        <span className="dim">{what}</span>
        <span className={classes.values}>
          <del>
            <VisibleText text={before === '' ? '-' : before} />
          </del>
          {' → '}
          <ins>
            <VisibleText text={after === '' ? '-' : after} />
          </ins>
        </span>
      </li>
    ))}
  </ul>
);
