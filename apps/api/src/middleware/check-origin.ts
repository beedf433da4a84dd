import { CarillonError } from '@carillon/domain';

export interface OriginFacts {
  method: string;
  host: string | undefined;
  origin: string | undefined;
  secFetchSite: string | undefined;
  credential: 'cookie' | 'other';
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes that a page of another site makes in the operator's name (CSRF). Browsers say where a request comes
 * from: `Sec-Fetch-Site` (Fetch Metadata), or `Origin` where that is missing. A write with the cookie must come with one
 * of them; one with a token was not made by a foreign page, since no browser adds tokens by itself.
 */
export function checkOrigin(facts: OriginFacts, publicUrl: string): void {
  if (SAFE_METHODS.has(facts.method)) return;
  const origin = comesFromHere(facts, publicUrl);
  if (origin === true || (origin === 'unsaid' && facts.credential === 'other')) return;
  throw new CarillonError('cross-origin', `Open the dashboard at ${publicUrl}, or use an API key.`);
}

function comesFromHere({ secFetchSite, origin, host }: OriginFacts, publicUrl: string): boolean | 'unsaid' {
  if (secFetchSite !== undefined) return secFetchSite === 'same-origin' || secFetchSite === 'none';
  if (origin === undefined) return 'unsaid';
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.origin === new URL(publicUrl).origin || from.host === host;
}
