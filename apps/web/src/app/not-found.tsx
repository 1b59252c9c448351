import { Compass } from 'lucide-react';
import { ButtonLink } from '../ui/button-link';
import { Page } from '../ui/page';
import { EmptyState } from '../ui/states';

export const NotFound = () => (
  <Page title="Page not found">
    <EmptyState icon={Compass} title="Nothing is at this address" action={<ButtonLink to="/runs">Go to the runs</ButtonLink>}>
      The link may be old or mistyped. With Ctrl K you can paste any id to find what it belongs to.
    </EmptyState>
  </Page>
);
