import { useSearch } from '@tanstack/react-router';
import { ExternalLink } from 'lucide-react';
import { Page, Panel } from '../ui/page';
import { VisibleText } from '../ui/text/visible-text';
import classes from './leaving.module.css';

const PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);

const parsed = (to: string | undefined): URL | null => {
  try {
    const url = new URL(to ?? '');
    return PROTOCOLS.has(url.protocol) ? url : null;
  } catch {
    // No address at all.
    return null;
  }
};

/** A link in the text of an agent leads here first: to read where it goes before going there. */
export const LeavingPage = () => {
  const { to } = useSearch({ from: '/inside/leaving' });
  const url = parsed(to);
  return (
    <Page title="Leaving Mission Control">
      <Panel>
        {url === null ? (
          <p>This is no address of a web page or a mailbox, so it is not opened.</p>
        ) : (
          <div className={classes.leaving}>
            <p>An agent wrote this link. It leads out of Mission Control, and may lead anywhere.</p>
            {url.host === '' ? null : (
              <p>
                To <strong className="mono">{url.host}</strong>
              </p>
            )}
            <p className={classes.address}>
              <VisibleText text={url.href} />
            </p>
            <p>
              <a href={url.href} target="_blank" rel="noopener noreferrer nofollow">
                <ExternalLink size={15} aria-hidden /> Open it in a new tab
              </a>
            </p>
          </div>
        )}
      </Panel>
    </Page>
  );
};
