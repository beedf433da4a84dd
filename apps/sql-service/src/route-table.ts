import { createDocumentRoute, createOperationsRoutes, describeService, type ServiceRoute } from '@carillon/http';
import { sqlServiceContract, sqlServiceDescription } from '@carillon/service-clients/contracts';
import type { PaymentDeps } from './payments/create-payment.ts';
import { createPaymentsRouter } from './payments/router.ts';
import type { VerificationDeps } from './verifications/create-verification.ts';
import { createVerificationsRouter } from './verifications/router.ts';

export type RouteDeps = PaymentDeps & VerificationDeps & Omit<Parameters<typeof createOperationsRoutes>[0], 'process'>;

/** Every address the service answers: its contract, probes, and the document about the contract. */
export function createRouteTable(deps: RouteDeps): readonly ServiceRoute[] {
  return [
    ...createPaymentsRouter(deps),
    ...createVerificationsRouter(deps),
    ...createOperationsRoutes({ process: 'sql-service', checks: deps.checks, registry: deps.registry }),
    createDocumentRoute(() => describeService(sqlServiceDescription, Object.values(sqlServiceContract))),
  ];
}
