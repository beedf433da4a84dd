import type { ImportReport } from '@carillon/domain';
import type { MongoServiceClient } from '@carillon/service-clients';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { askService } from '../data-services/ask-service.ts';
import type { RequestContext } from '../http/route.ts';

export interface ImportUsersDeps {
  mongo: Pick<MongoServiceClient, 'importUsers'>;
  audit: AuditTrail;
}

/** Passes a CSV file on as it arrives: nobody holds more than a piece of it. */
export function importUsers({ mongo, audit }: ImportUsersDeps, context: RequestContext): Promise<ImportReport> {
  const { requestId, signal, bodyStream } = context;
  return audit.record(context, { action: 'users.imported', subject: { kind: 'users', id: 'csv' }, changes: {} }, () => askService(() => mongo.importUsers({ csv: bodyStream }, { requestId, signal })));
}
