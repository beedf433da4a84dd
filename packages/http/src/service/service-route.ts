import { CarillonError } from '@carillon/domain';
import { createRouteDefiners, type Route } from '../route.ts';

/** A process of ours that calls a data service. */
export interface ServiceCaller {
  /** Its name, from the token it showed: worker, scheduler, api. */
  process: string;
}
export type ServiceRoute = Route<ServiceCaller, 'service'>;

/** `defineServiceRoute` declares what only our own processes may ask a data service for; probes are public. */
export const { defineRoute: defineServiceRoute, definePublicRoute: definePublicServiceRoute } = createRouteDefiners<ServiceCaller, 'service'>((caller) => {
  if (caller === null) throw new CarillonError('unauthenticated', 'Send an internal token as "Authorization: Bearer …".');
  return caller;
});
