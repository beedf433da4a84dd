import { createHash, createSecretKey } from 'node:crypto';
import { INTERNAL_TOKEN_ISSUER, INTERNAL_TOKEN_MAX_SECONDS, InternalTokenClaims, refuseClaims, type Clock, type ServiceName } from '@carillon/domain';
import jwt from 'jsonwebtoken';

/** How long before its end a token is replaced: what is sent now has to arrive in time, on clocks that differ a little. */
const RENEW_BEFORE_SECONDS = 30;
const KEY_ID_CHARACTERS = 12;

/** The `kid` of a secret: the beginning of its hash. Derived, so that no second name has to be configured beside it. */
export function keyIdOf(secret: string): string {
  return createHash('sha256').update(`carillon internal key ${secret}`).digest('hex').slice(0, KEY_ID_CHARACTERS);
}

export interface InternalTokens {
  /** A token for `audience` that is good for half a minute at least. */
  tokenFor(audience: ServiceName): string;
}

/**
 * Signs internal JWTs (HS256, `kid` in the header, at most 60 seconds) in the name of the process `subject`. A token is
 * used again until it is near its end.
 */
export function createInternalTokens({ secret, subject, clock }: { secret: string; subject: string; clock: Clock }): InternalTokens {
  const keyId = keyIdOf(secret);
  const cached = new Map<ServiceName, { token: string; renewAt: number }>();
  return {
    tokenFor(audience) {
      const now = Math.floor(clock.now().getTime() / 1_000);
      const known = cached.get(audience);
      if (known !== undefined && now < known.renewAt) return known.token;
      const exp = now + INTERNAL_TOKEN_MAX_SECONDS;
      const claims: InternalTokenClaims = { iss: INTERNAL_TOKEN_ISSUER, sub: subject, aud: audience, iat: now, exp };
      const token = jwt.sign(claims, secret, { algorithm: 'HS256', keyid: keyId });
      cached.set(audience, { token, renewAt: exp - RENEW_BEFORE_SECONDS });
      return token;
    },
  };
}

export type InternalTokenVerdict = { ok: true; claims: InternalTokenClaims } | { ok: false; reason: string };

/**
 * Checks a token that claims to come from one of our processes. `secrets`: the current one, and during a rotation the
 * other one; the token's `kid` says which. HS256 and nothing else is accepted (RFC 8725, 3.1), `none` least of all.
 */
export function verifyInternalToken(token: string, { audience, secrets, now }: { audience: ServiceName; secrets: readonly string[]; now: Date }): InternalTokenVerdict {
  try {
    const keyId = jwt.decode(token, { complete: true })?.header.kid;
    const secret = secrets.find((candidate) => keyIdOf(candidate) === keyId);
    if (secret === undefined) return { ok: false, reason: 'The token was not signed with a key that is known here.' };
    // refuseClaims checks the times, against the injected clock and with a reason that can be told.
    // A key, not its text: jsonwebtoken would try to read that as a public key first.
    const payload = jwt.verify(token, createSecretKey(Buffer.from(secret)), { algorithms: ['HS256'], ignoreExpiration: true, ignoreNotBefore: true });
    const claims = InternalTokenClaims.safeParse(payload);
    if (!claims.success) return { ok: false, reason: 'The token does not have the claims of an internal token.' };
    const reason = refuseClaims(claims.data, { audience, now });
    return reason === null ? { ok: true, claims: claims.data } : { ok: false, reason };
  } catch {
    return { ok: false, reason: 'The signature of the token is not valid.' };
  }
}
