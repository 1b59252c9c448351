import type { Provider, Type } from '@nestjs/common';
import { BulkController } from './bulk/bulk.controller';
import { BulkRunner } from './bulk/bulk-runner';
import { BulkStore } from './bulk/bulk-store';
import { DIRECTORY_CONTROLLERS, DIRECTORY_PROVIDERS } from './directory';
import { Health } from './meta/health';
import { MetaController } from './meta/meta.controller';
import { Metrics } from './meta/metrics';
import { RECORD_CONTROLLERS, RECORD_PROVIDERS } from './records';
import { Replay } from './runs/replay';
import { RunCommandsController } from './runs/run-commands.controller';
import { RunDesk } from './runs/run-desk';
import { RunDetailsController } from './runs/run-details.controller';
import { RunHistory } from './runs/run-history';
import { RunsController } from './runs/runs.controller';
import { MeController } from './session/me.controller';
import { Me } from './session/me.view';
import { OwnPassword } from './session/own-password';
import { SessionController } from './session/session.controller';
import { SavedViews } from './views/saved-views';
import { ViewsController } from './views/views.controller';
import { WorkflowDesk } from './workflows/workflow-desk';
import { WorkflowVersions } from './workflows/workflow-versions';
import { WorkflowsController } from './workflows/workflows.controller';

export const FEATURE_CONTROLLERS: Type[] = [
  SessionController,
  MeController,
  MetaController,
  RunsController,
  BulkController,
  ViewsController,
  RunCommandsController,
  RunDetailsController,
  WorkflowsController,
  ...DIRECTORY_CONTROLLERS,
  ...RECORD_CONTROLLERS,
];

export const FEATURE_PROVIDERS: Provider[] = [
  ...[Me, OwnPassword],
  Health,
  Metrics,
  RunDesk,
  ...[BulkStore, BulkRunner, SavedViews],
  RunHistory,
  Replay,
  WorkflowDesk,
  WorkflowVersions,
  ...DIRECTORY_PROVIDERS,
  ...RECORD_PROVIDERS,
];
