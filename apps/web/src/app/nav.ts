import type { Permission } from '@mc/contracts';
import {
  Bot,
  CircleCheckBig,
  CircleDollarSign,
  LayoutDashboard,
  type LucideIcon,
  Play,
  ScrollText,
  Settings,
  Workflow,
} from 'lucide-react';

export interface NavItem {
  readonly to: '/' | '/runs' | '/approvals' | '/workflows' | '/costs' | '/audit' | '/agents' | '/settings';
  readonly label: string;
  readonly icon: LucideIcon;
  /** After `g`. */
  readonly key: string;
  readonly permission: Permission | null;
}

export const NAV: readonly NavItem[] = [
  { to: '/', label: 'Overview', icon: LayoutDashboard, key: 'o', permission: 'runs:read' },
  { to: '/runs', label: 'Runs', icon: Play, key: 'r', permission: 'runs:read' },
  { to: '/approvals', label: 'Approvals', icon: CircleCheckBig, key: 'a', permission: 'approvals:read' },
  { to: '/workflows', label: 'Workflows', icon: Workflow, key: 'w', permission: 'workflows:read' },
  { to: '/costs', label: 'Costs', icon: CircleDollarSign, key: 'c', permission: 'costs:read' },
  { to: '/audit', label: 'Audit', icon: ScrollText, key: 'u', permission: 'audit:read' },
  { to: '/agents', label: 'Agents', icon: Bot, key: 'n', permission: 'agents:read' },
  { to: '/settings', label: 'Settings', icon: Settings, key: 's', permission: null },
];
