import { createHash, createHmac } from 'node:crypto';

const LIFETIME_SECONDS = 60;

/**
 * An internal JWT (HS256, RFC 7519) as the product's own processes show it to the data services. Written out here because
 * a script has no packages to sign with; its test holds it against the check of the services.
 * @param {{ secret: string, audience: 'sql-service' | 'mongo-service', now: Date }} options
 */
export function createInternalToken({ secret, audience, now }) {
  const issuedAt = Math.floor(now.getTime() / 1_000);
  const header = { alg: 'HS256', typ: 'JWT', kid: createHash('sha256').update(`carillon internal key ${secret}`).digest('hex').slice(0, 12) };
  const claims = { iss: 'carillon', sub: 'demo', aud: audience, iat: issuedAt, exp: issuedAt + LIFETIME_SECONDS };
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
