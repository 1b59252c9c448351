import { Button } from '@mantine/core';
import { copyText } from '../../ui/id-chip';
import classes from './settings.module.css';

/** A secret that is shown now and never again. */
export const SecretOnce = ({ title, secret, note }: { title: string; secret: string; note: string }) => (
  <div className={classes.secret} role="status">
    <strong>{title}</strong>
    <code>{secret}</code>
    <div>{note}</div>
    <div>
      <Button size="compact-sm" variant="default" onClick={() => void copyText(secret, title.toLowerCase())}>
        Copy
      </Button>
    </div>
  </div>
);
