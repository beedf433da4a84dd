import type { Guards } from '@carillon/http';
import type { Request } from 'express';
import { checkOrigin } from '../middleware/check-origin.ts';
import { actorKey, type Actor } from './actor.ts';

export interface ApiGuards extends Pick<Guards<Actor>, 'authenticate' | 'limitRate' | 'stopping'> {
  publicUrl: string;
}

/** The guards of the API: operators and keys may come in, and no page of another site may write in their name. */
export function toGuards({ publicUrl, ...guards }: ApiGuards): Guards<Actor> {
  return { ...guards, nameOf: actorKey, check: (request, actor) => checkOrigin(originFacts(request, actor), publicUrl) };
}

function originFacts(request: Request, actor: Actor | null) {
  return {
    method: request.method,
    host: request.get('host'),
    origin: request.get('origin'),
    secFetchSite: request.get('sec-fetch-site'),
    credential: actor?.credential === 'cookie' ? ('cookie' as const) : ('other' as const),
  };
}
