import { Page } from '../../ui/page';

export const NewWorkflowPage = () => <Page title="New workflow">{null}</Page>;
export const EditWorkflowPage = () => <Page title="Edit workflow">{null}</Page>;
