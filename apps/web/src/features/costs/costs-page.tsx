import { Page } from '../../ui/page';

export const CostsPage = () => <Page title="Costs">{null}</Page>;
