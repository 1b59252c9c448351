import { Page } from '../../ui/page';

export const SettingsPage = () => <Page title="Settings">{null}</Page>;
