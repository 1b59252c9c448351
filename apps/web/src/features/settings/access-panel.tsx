import { useMe } from '../../api/use-me';
import { OwnKeys } from './own-keys';
import { PasswordForm } from './password-form';
import { Row } from './row';
import { SessionList } from './session-list';
import classes from './settings.module.css';

/** The own ways in: password, sessions, API keys. */
export const AccessPanel = () => {
  const me = useMe();
  return (
    <div className={classes.rows}>
      <Row title="Password">
        <PasswordForm hasPassword={me.hasPassword} username={me.username} />
      </Row>
      <Row title="Signed in at">
        <SessionList />
      </Row>
      <Row title="API keys">
        <div className={classes.flush}>
          <OwnKeys />
        </div>
      </Row>
    </div>
  );
};
