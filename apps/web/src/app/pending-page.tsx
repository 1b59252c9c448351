import { Skeleton } from '../ui/states';

export const PendingPage = () => <Skeleton rows={8} />;
