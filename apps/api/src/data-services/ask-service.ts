import { CarillonError } from '@carillon/domain';
import { ServiceCallError, ServiceRefusedError, ServiceUnavailableError } from '@carillon/service-clients';

/**
 * Runs a call to a data service and tells its failures as this API does: `not-found`, `conflict` and `validation-failed` are passed on,
 * a service that is away is `dependency-unavailable`, one that refuses us or does not keep to its contract `dependency-failed`;
 * both name the service.
 */
export async function askService<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof ServiceCallError ? toCarillonError(error) : error;
  }
}

function toCarillonError(error: ServiceCallError): CarillonError {
  if (error instanceof ServiceRefusedError) {
    const detail = error.detail ?? error.message;
    if (error.status === 404) return new CarillonError('not-found', detail, { cause: error });
    if (error.status === 409) return new CarillonError('conflict', detail, { cause: error });
    if (error.status === 422) return new CarillonError('validation-failed', detail, { cause: error });
  }
  if (!(error instanceof ServiceUnavailableError)) return new CarillonError('dependency-failed', `The ${error.service} has to be looked at: ${error.message}`, { outcomeUnknown: !(error instanceof ServiceRefusedError), cause: error });
  return new CarillonError('dependency-unavailable', `The ${error.service} does not answer as it should: ${error.message}`, { retryAfterSeconds: 5, outcomeUnknown: !error.circuitOpen, cause: error });
}
