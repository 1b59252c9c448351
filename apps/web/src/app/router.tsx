import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { statusOf } from '../api/problem';
import { meQuery } from '../api/session';
import { NotFound } from './not-found';
import { PageError } from './page-error';
import { PendingPage } from './pending-page';
import { only, parseSearch, stringifySearch } from './search';
import { Shell } from './shell';

interface Context {
  readonly queryClient: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFound });

const signInRoute = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: only('next'),
  component: lazyRouteComponent(() => import('../features/sign-in/sign-in-page'), 'SignInPage'),
});

/** Everything behind the sign-in. Only a clear "not signed in" leads there; other failures are shown as what they are. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (statusOf(error) !== 401) throw error;
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
    }
  },
});

const overview = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('../features/overview/overview-page'), 'OverviewPage'),
});
const runs = createRoute({
  getParentRoute: () => inside,
  path: '/runs',
  validateSearch: only(
    ...(['q', 'status', 'workflow', 'agent', 'from', 'to', 'hold', 'startedBy', 'costFrom', 'costTo', 'has'] as const),
    ...(['cols', 'view', 'peek'] as const),
  ),
  component: lazyRouteComponent(() => import('../features/runs/runs-page'), 'RunsPage'),
});
const run = createRoute({
  getParentRoute: () => inside,
  path: '/runs/$runId',
  validateSearch: only('tab', 'step', 'pane', 'attempt', 'vs', 'at', 'with', 'against'),
  component: lazyRouteComponent(() => import('../features/run/run-page'), 'RunPage'),
});
const bulkJobs = createRoute({
  getParentRoute: () => inside,
  path: '/bulk',
  component: lazyRouteComponent(() => import('../features/bulk/bulk-jobs-page'), 'BulkJobsPage'),
});
const bulkJob = createRoute({
  getParentRoute: () => inside,
  path: '/bulk/$jobId',
  validateSearch: only('show'),
  component: lazyRouteComponent(() => import('../features/bulk/bulk-job-page'), 'BulkJobPage'),
});
const approvals = createRoute({
  getParentRoute: () => inside,
  path: '/approvals',
  validateSearch: only('q', 'risk', 'kind', 'workflow', 'agent', 'runId', 'show', 'view', 'id', 'tab'),
  component: lazyRouteComponent(() => import('../features/approvals/approvals-page'), 'ApprovalsPage'),
});
const workflows = createRoute({
  getParentRoute: () => inside,
  path: '/workflows',
  validateSearch: only('q', 'archived'),
  component: lazyRouteComponent(() => import('../features/workflows/workflows-page'), 'WorkflowsPage'),
});
const newWorkflow = createRoute({
  getParentRoute: () => inside,
  path: '/workflows/new',
  validateSearch: only('from', 'draft', 'mode', 'sel'),
  component: lazyRouteComponent(() => import('../features/workflows/builder-page'), 'NewWorkflowPage'),
});
const workflow = createRoute({
  getParentRoute: () => inside,
  path: '/workflows/$workflowId',
  validateSearch: only('tab', 'v', 'start', 'compare'),
  component: lazyRouteComponent(() => import('../features/workflows/workflow-page'), 'WorkflowPage'),
});
const editWorkflow = createRoute({
  getParentRoute: () => inside,
  path: '/workflows/$workflowId/edit',
  validateSearch: only('v', 'mode', 'sel'),
  component: lazyRouteComponent(() => import('../features/workflows/builder-page'), 'EditWorkflowPage'),
});
const costs = createRoute({
  getParentRoute: () => inside,
  path: '/costs',
  validateSearch: only('tab', 'by', 'bucket', 'show', 'id', 'from', 'to', 'workflow', 'agent', 'model'),
  component: lazyRouteComponent(() => import('../features/costs/costs-page'), 'CostsPage'),
});
const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: only(
    ...(['show', 'q', 'workflow', 'agent', 'actor', 'type', 'runId', 'object', 'outcome', 'correlationId'] as const),
    ...(['from', 'to', 'range', 'status', 'view', 'id'] as const),
  ),
  component: lazyRouteComponent(() => import('../features/audit/audit-page'), 'AuditPage'),
});
const agents = createRoute({
  getParentRoute: () => inside,
  path: '/agents',
  validateSearch: only('tab', 'q', 'versions'),
  component: lazyRouteComponent(() => import('../features/agents/agents-page'), 'AgentsPage'),
});
const agent = createRoute({
  getParentRoute: () => inside,
  path: '/agents/$name',
  component: lazyRouteComponent(() => import('../features/agents/agent-page'), 'AgentPage'),
});
const gateway = createRoute({
  getParentRoute: () => inside,
  path: '/gateways/$name',
  component: lazyRouteComponent(() => import('../features/gateway/gateway-page'), 'GatewayPage'),
});
const leaving = createRoute({
  getParentRoute: () => inside,
  path: '/leaving',
  validateSearch: only('to'),
  component: lazyRouteComponent(() => import('./leaving-page'), 'LeavingPage'),
});
const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  validateSearch: only('tab'),
  component: lazyRouteComponent(() => import('../features/settings/settings-page'), 'SettingsPage'),
});

const elsewhere = createRoute({ getParentRoute: () => inside, path: '$', component: NotFound });

const routeTree = root.addChildren([
  signInRoute,
  inside.addChildren([
    overview,
    runs,
    run,
    bulkJobs,
    bulkJob,
    approvals,
    workflows,
    newWorkflow,
    workflow,
    editWorkflow,
    costs,
    audit,
    agents,
    agent,
    gateway,
    leaving,
    settings,
    elsewhere,
  ]),
]);

export const makeRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: NotFound,
    defaultPendingComponent: PendingPage,
    defaultPendingMs: 150,
    // A page that is there is shown: nobody waits for the sake of a skeleton.
    defaultPendingMinMs: 0,
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
