import { Page } from '../../ui/page';

export const WorkflowPage = () => <Page title="Workflow">{null}</Page>;
