import type { ApprovalView } from '@mc/contracts';
import { TextDiff } from '../../ui/diff/text-diff';
import { VisibleText } from '../../ui/text/visible-text';
import { changedFacts } from './changed-facts';
import classes from './request.module.css';

/** Two requests against each other: what is sent, line by line, and everything else that a decision is bound to. */
export const RequestDiff = ({ before, after }: { before: ApprovalView; after: ApprovalView }) => {
  const facts = changedFacts(before, after);
  const instructions = [before.request.input.instructions, after.request.input.instructions] as const;
  return (
    <>
      {before.question === null && after.question === null ? null : (
        <TextDiff title="Command" before={before.question?.command ?? null} after={after.question?.command ?? null} />
      )}
      <TextDiff title="Input (user)" before={before.request.input.prompt} after={after.request.input.prompt} />
      {instructions[0] === null && instructions[1] === null ? null : (
        <TextDiff title="Instructions (system)" before={instructions[0]} after={instructions[1]} />
      )}
      {facts.length === 0 ? null : (
        <table className={classes.changes}>
          <caption>What else differs</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">What</th>
              <th scope="col">Before</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {facts.map((fact) => (
              <tr key={fact.name}>
                <th scope="row">{fact.name}</th>
                <td>
                  <del>
                    <VisibleText text={fact.before} />
                  </del>
                </td>
                <td>
                  <ins>
                    <VisibleText text={fact.after} />
                  </ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
};
