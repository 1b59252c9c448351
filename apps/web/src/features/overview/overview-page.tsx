import { Page } from '../../ui/page';

export const OverviewPage = () => <Page title="Overview">{null}</Page>;
