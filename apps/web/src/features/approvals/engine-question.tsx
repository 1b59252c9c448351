import type { ApprovalView } from '@mc/contracts';
import { TextViewer } from '../../ui/text/text-viewer';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import classes from './request.module.css';

type Asked = ApprovalView & { readonly question: NonNullable<ApprovalView['question']> };

export const isQuestion = (approval: ApprovalView): approval is Asked => approval.question !== null;

/** What the engine wants to do within a step that is running already, in its own words. */
export const EngineQuestion = ({ approval }: { approval: Asked }) => {
  const { question, request, answer } = approval;
  return (
    <div className={classes.texts}>
      <h3>What the engine asks to run</h3>
      <TextViewer title="Command" text={question.command} />
      <dl className={classes.facts}>
        {question.cwd === null ? null : (
          <>
            <dt>In</dt>
            <dd className="mono">
              <VisibleText text={question.cwd} />
            </dd>
          </>
        )}
        <dt>Risks it names</dt>
        <dd>
          {question.risks.length === 0 ? <span className="dim">none</span> : <VisibleText text={question.risks.join(', ')} />}
        </dd>
        <dt>Asked by</dt>
        <dd>
          agent <strong>{question.engineAgent === null ? request.agent : <VisibleText text={question.engineAgent} />}</strong> at{' '}
          {request.gateway}, in attempt {approval.attempt} of {approval.stepKey}
        </dd>
        {answer === null ? null : (
          <>
            <dt>At the engine</dt>
            <dd>
              {answer.applied ? 'It holds' : 'It came too late'}: <VisibleText text={answer.status} />,{' '}
              <TimeText at={answer.at} />
            </dd>
          </>
        )}
      </dl>
    </div>
  );
};
