import { z } from 'zod';

export const INTERNAL_TOKEN_ISSUER = 'carillon';
/** The longest an internal token may be valid: one that leaks is worth little. */
export const INTERNAL_TOKEN_MAX_SECONDS = 60;
/** How far the clocks of two machines may be apart. */
const CLOCK_SKEW_SECONDS = 30;

/** Services that take internal tokens; a token is good for one of them. */
export const ServiceName = z.enum(['sql-service', 'mongo-service']);
export type ServiceName = z.infer<typeof ServiceName>;

/** What an internal JWT (RFC 7519) says: who calls (`sub`) whom (`aud`), from when until when, in seconds since 1970. */
export const InternalTokenClaims = z.object({
  iss: z.literal(INTERNAL_TOKEN_ISSUER),
  sub: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  aud: ServiceName,
  iat: z.int(),
  exp: z.int(),
});
export type InternalTokenClaims = z.infer<typeof InternalTokenClaims>;

/** Why claims can not be accepted by `audience` at `now`; null when they can. The signature is somebody else's matter. */
export function refuseClaims(claims: InternalTokenClaims, { audience, now }: { audience: ServiceName; now: Date }): string | null {
  const seconds = now.getTime() / 1_000;
  if (claims.aud !== audience) return `The token is for ${claims.aud}, not for ${audience}.`;
  if (claims.exp - claims.iat > INTERNAL_TOKEN_MAX_SECONDS) return `The token is valid for more than ${INTERNAL_TOKEN_MAX_SECONDS} seconds.`;
  if (claims.exp <= seconds) return 'The token has expired.';
  if (claims.iat > seconds + CLOCK_SKEW_SECONDS) return 'The token was issued in the future: are the clocks right?';
  return null;
}
