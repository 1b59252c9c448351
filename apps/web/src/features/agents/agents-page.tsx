import { Page } from '../../ui/page';

export const AgentsPage = () => <Page title="Agents">{null}</Page>;
