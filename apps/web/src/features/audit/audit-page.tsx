import { Page } from '../../ui/page';

export const AuditPage = () => <Page title="Audit">{null}</Page>;
