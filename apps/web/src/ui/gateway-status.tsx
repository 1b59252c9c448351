import type { StatusLook } from './status';
import { StatusBadge } from './status-badge';

const LOOKS: Record<'connected' | 'connecting' | 'down', StatusLook> = {
  connected: { tone: 'completed', icon: 'completed', word: 'Connected' },
  connecting: { tone: 'queued', icon: 'waiting', word: 'Connecting' },
  down: { tone: 'failed', icon: 'failed', word: 'Down' },
};

export const GatewayStatus = ({ status }: { status: keyof typeof LOOKS }) => <StatusBadge look={LOOKS[status]} />;
