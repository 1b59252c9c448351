import { Modal } from '@mantine/core';
import type { BulkAction, BulkJobView, BulkPreview } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type BulkStart, bulkKey, bulkPreviewQuery, startBulk } from '../../api/bulk';
import type { RunFilters } from '../../api/runs';
import { useCommand } from '../../api/use-command';
import { ConfirmDialog, DialogButtons } from '../../ui/confirm-dialog';
import { Loaded } from '../../ui/states';
import { runLook } from '../../ui/status';
import { StatusBadge } from '../../ui/status-badge';
import classes from './bulk-dialog.module.css';

interface Props {
  readonly action: BulkAction;
  readonly filters: RunFilters;
  /** In words, what the filters are. */
  readonly scope: string;
  readonly onClose: () => void;
}

const TEXTS: Readonly<Record<BulkAction, { readonly verb: string; readonly text: string }>> = {
  abort: {
    verb: 'Abort',
    text: 'Nothing new starts in them and agents at work are told to stop. What is under way may still cost. An abort cannot be taken back.',
  },
  pause: { verb: 'Pause', text: 'Steps at work go on to their end; nothing new is sent until a run is resumed.' },
  resume: { verb: 'Resume', text: 'Steps that are ready are sent at once, within each budget.' },
  rerun: {
    verb: 'Run again',
    text: 'Each is started anew with the same version and the same inputs, with a budget of its own. The old runs stay as they are.',
  },
};

/** From here on an abort asks for the number to be typed. */
const TYPED_ABOVE = 20;

/** What a bulk command would do, counted first; then the reason, and for many aborts the number itself. */
export const BulkDialog = ({ action, filters, scope, onClose }: Props) => {
  const preview = useQuery(bulkPreviewQuery(action, filters));
  const { verb } = TEXTS[action];
  if (preview.data !== undefined && preview.data.eligible > 0 && preview.data.eligible <= preview.data.max)
    return <Confirm {...{ action, filters, scope, onClose }} preview={preview.data} />;
  return (
    <Modal opened onClose={onClose} title={`${verb} many runs?`} size="md">
      <Loaded query={preview} rows={4}>
        {(data) => (
          <div className={classes.body}>
            <Counts preview={data} scope={scope} />
            <p>
              {data.eligible === 0
                ? 'This is for none of them, so there is nothing to do.'
                : `One bulk command takes at most ${data.max.toLocaleString('en-US')} runs. Narrow the filters.`}
            </p>
          </div>
        )}
      </Loaded>
      <DialogButtons verb={verb} disabled onClose={onClose} />
    </Modal>
  );
};

const Confirm = ({ action, filters, scope, onClose, preview }: Props & { preview: BulkPreview }) => {
  const navigate = useNavigate();
  const { verb, text } = TEXTS[action];
  const { eligible } = preview;
  const command = useCommand<BulkStart, BulkJobView>({
    send: startBulk,
    refresh: [[...bulkKey, 'jobs']],
    onDone: ({ data }) => void navigate({ to: '/bulk/$jobId', params: { jobId: data.id } }),
  });
  const what = `${eligible.toLocaleString('en-US')} ${eligible === 1 ? 'run' : 'runs'}`;
  return (
    <ConfirmDialog
      title={`${verb} ${what}?`}
      verb={`${verb} ${what}`}
      danger={action === 'abort'}
      reason="required"
      {...(action === 'abort' && eligible > TYPED_ABOVE ? { typed: String(eligible) } : {})}
      command={command}
      input={(reason) => ({ action, filters, reason, expected: eligible })}
      onClose={onClose}
    >
      <div className={classes.body}>
        <Counts preview={preview} scope={scope} />
        <p>{text}</p>
        <p className="dim">If more runs come to match meanwhile, nothing is done and you are asked again.</p>
      </div>
    </ConfirmDialog>
  );
};

const Counts = ({ preview, scope }: { preview: BulkPreview; scope: string }) => (
  <>
    <dl className={classes.counts}>
      <dt>Of</dt>
      <dd className="mono">{scope}</dd>
      <dt>matching</dt>
      <dd>{preview.matching.toLocaleString('en-US')}</dd>
      <dt>can be done for</dt>
      <dd>
        <strong>{preview.eligible.toLocaleString('en-US')}</strong>
      </dd>
    </dl>
    {preview.ineligible.length === 0 ? null : (
      <ul className={classes.left} aria-label="Left as they are">
        {preview.ineligible.map(({ status, hold, count }) => (
          <li key={`${status} ${hold}`}>
            <StatusBadge look={runLook(status, hold)} /> {count.toLocaleString('en-US')} left as they are
          </li>
        ))}
      </ul>
    )}
  </>
);
