import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Receipt } from '../../api/use-command';
import { workflowQuery } from '../../api/workflows';
import { ErrorPane } from '../../ui/states';
import { TextViewer } from '../../ui/text/text-viewer';
import { TimeText } from '../../ui/time-text';
import classes from './editor.module.css';
import type { Base, useSave } from './use-save';
import { definitionOf, yamlText } from './workflow-text';

interface Props {
  readonly base: Base | null;
  readonly receipt: Receipt;
  readonly value: unknown;
  readonly onRetry: ReturnType<typeof useSave>['save'];
}

/** Why a save was refused. If somebody else saved meanwhile, theirs is shown; nothing is overwritten unseen. */
export const SaveConflict = ({ base, receipt, value, onRetry }: Props) => {
  if (receipt.phase !== 'failed') return null;
  if (receipt.problem.code === 'version_conflict' && base !== null) return <Theirs base={base} value={value} onRetry={onRetry} />;
  return <ErrorPane error={receipt.problem} />;
};

const Theirs = ({ base, value, onRetry }: { base: Base; value: unknown; onRetry: Props['onRetry'] }) => {
  const theirs = useQuery({ ...workflowQuery(base.id), staleTime: 0 });
  if (theirs.data === undefined || !theirs.isFetchedAfterMount) return null;
  const { workflow, etag } = theirs.data;
  return (
    <div className={classes.conflict} role="alert">
      <strong>
        {workflow.updatedBy?.username ?? 'Somebody'} saved version {workflow.latestVersion} <TimeText at={workflow.updatedAt} />,
        while you were editing version {base.version}.
      </strong>
      <span>
        Compare, take over what you want to keep, then save yours as version {workflow.latestVersion + 1}. Nothing of theirs is
        lost: versions stay.
      </span>
      <TextViewer title={`Version ${workflow.latestVersion}`} text={yamlText(definitionOf(workflow))} />
      <div>
        <Button variant="default" onClick={() => void onRetry(value, etag)}>
          Save mine as version {workflow.latestVersion + 1}
        </Button>
      </div>
    </div>
  );
};
