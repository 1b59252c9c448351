import { Page } from '../../ui/page';

export const WorkflowsPage = () => <Page title="Workflows">{null}</Page>;
