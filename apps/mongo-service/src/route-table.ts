import { createDocumentRoute, createOperationsRoutes, describeService, type ServiceRoute } from '@carillon/http';
import { mongoServiceContract, mongoServiceDescription } from '@carillon/service-clients/contracts';
import type { LoginDeps } from './logins/record-login.ts';
import { createLoginsRouter } from './logins/router.ts';
import type { HistoryDeps } from './notification-history/list-notification-history.ts';
import { createNotificationHistoryRouter } from './notification-history/router.ts';
import type { UserDeps } from './users/create-user.ts';
import { createUsersRouter } from './users/router.ts';
import type { AttemptDeps } from './verification-attempts/record-attempt.ts';
import { createVerificationAttemptsRouter } from './verification-attempts/router.ts';

export type RouteDeps = UserDeps & LoginDeps & AttemptDeps & HistoryDeps & Omit<Parameters<typeof createOperationsRoutes>[0], 'process'>;

/** Every address the service answers: its contract, probes, and the document about the contract. */
export function createRouteTable(deps: RouteDeps): readonly ServiceRoute[] {
  return [
    ...createUsersRouter(deps),
    ...createLoginsRouter(deps),
    ...createVerificationAttemptsRouter(deps),
    ...createNotificationHistoryRouter(deps),
    ...createOperationsRoutes({ process: 'mongo-service', checks: deps.checks, registry: deps.registry }),
    createDocumentRoute(() => describeService(mongoServiceDescription, Object.values(mongoServiceContract))),
  ];
}
