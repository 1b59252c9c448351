import type { ErrorComponentProps } from '@tanstack/react-router';
import { useRouter } from '@tanstack/react-router';
import { statusOf } from '../api/problem';
import { Page } from '../ui/page';
import { ErrorPane } from '../ui/states';

/** What stands in the place of a page that could not be shown; the rest of the console goes on. */
export const PageError = ({ error, reset }: ErrorComponentProps) => {
  const router = useRouter();
  const status = statusOf(error);
  const title =
    status === 403 ? 'You may not see this' : status === 404 ? 'There is no such thing' : 'This page could not be shown';
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Page title={title}>
      <ErrorPane error={error} onRetry={retry} />
    </Page>
  );
};
