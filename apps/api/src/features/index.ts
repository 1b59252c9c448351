import type { Provider, Type } from '@nestjs/common';
import { DIRECTORY_CONTROLLERS, DIRECTORY_PROVIDERS } from './directory';
import { Health } from './meta/health';
import { MetaController } from './meta/meta.controller';
import { Metrics } from './meta/metrics';
import { RunCommandsController } from './runs/run-commands.controller';
import { RunDesk } from './runs/run-desk';
import { RunsController } from './runs/runs.controller';
import { SessionController } from './session/session.controller';
import { WorkflowVersions } from './workflows/workflow-versions';

export const FEATURE_CONTROLLERS: Type[] = [SessionController, MetaController, RunsController, RunCommandsController, ...DIRECTORY_CONTROLLERS];

export const FEATURE_PROVIDERS: Provider[] = [Health, Metrics, RunDesk, WorkflowVersions, ...DIRECTORY_PROVIDERS];
