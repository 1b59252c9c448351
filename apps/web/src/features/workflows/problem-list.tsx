import { CircleAlert, CircleCheckBig, TriangleAlert } from 'lucide-react';
import { ErrorPane } from '../../ui/states';
import type { Problem } from './check-text';
import classes from './editor.module.css';

interface Props {
  readonly checked: { readonly problems: readonly Problem[]; readonly confirmed: boolean; readonly serverError: unknown };
  readonly onOpen: (problem: Problem) => void;
}

/** Everything that is wrong, at once; each line leads to its place in the text. */
export const ProblemList = ({ checked: { problems, confirmed, serverError }, onOpen }: Props) => (
  <section className={classes.problems} aria-label="Problems">
    <h2>
      Problems ({problems.length})<span className="dim"> {confirmed ? 'checked by the server' : 'checked in this browser'}</span>
    </h2>
    {serverError === null ? null : <ErrorPane error={serverError} title="The server could not check the text" />}
    {problems.length === 0 ? (
      <p className={classes.good}>
        <CircleCheckBig size={15} aria-hidden />
        {confirmed ? 'No problem. It can be saved.' : 'No problem found so far.'}
      </p>
    ) : (
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.path} ${problem.code} ${problem.message.replaceAll(' -> ', ' → ')}`}>
            <button type="button" data-severity={problem.severity} onClick={() => onOpen(problem)}>
              {problem.severity === 'error' ? (
                <CircleAlert size={15} aria-label="error" />
              ) : (
                <TriangleAlert size={15} aria-label="warning" />
              )}
              <span>
                <code>{problem.code}</code> {problem.message.replaceAll(' -> ', ' → ')}
              </span>
              <span className="dim num">line {problem.line}</span>
            </button>
          </li>
        ))}
      </ul>
    )}
  </section>
);
