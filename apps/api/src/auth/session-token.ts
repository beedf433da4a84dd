import { createSecretKey } from 'node:crypto';
import { OperatorId, type Clock } from '@carillon/domain';
import jwt from 'jsonwebtoken';
import { z } from 'zod';

const ISSUER = 'carillon';
const AUDIENCE = 'carillon-dashboard';

/** What a session's JWT says: who, since when, until when, and under which version of the account. */
const Claims = z.object({ sub: OperatorId, jti: z.string().min(1), ver: z.int(), exp: z.int() });

export interface SessionClaims {
  operatorId: OperatorId;
  sessionId: string;
  sessionVersion: number;
  expiresAt: Date;
}

export type SessionTokens = ReturnType<typeof createSessionTokens>;

/** Issues and reads session JWTs (HS256 and nothing else). `hours`: how long a session lasts. */
export function createSessionTokens({ secret, hours, clock, newSessionId }: { secret: string; hours: number; clock: Clock; newSessionId: () => string }) {
  // A key, not its text: jsonwebtoken would try to read that as a public key first, for each token anew.
  const key = createSecretKey(Buffer.from(secret));
  const now = () => Math.floor(clock.now().getTime() / 1_000);
  return {
    issue(operatorId: OperatorId, sessionVersion: number): { token: string; expiresAt: Date } {
      const issuedAt = now();
      const exp = issuedAt + Math.round(hours * 3_600);
      const claims = { iss: ISSUER, aud: AUDIENCE, sub: operatorId, jti: newSessionId(), ver: sessionVersion, iat: issuedAt, exp };
      return { token: jwt.sign(claims, key, { algorithm: 'HS256' }), expiresAt: new Date(exp * 1_000) };
    },

    /** Null for everything that isn't a token of ours which is valid now. */
    read(token: string): SessionClaims | null {
      try {
        const claims = Claims.parse(jwt.verify(token, key, { algorithms: ['HS256'], issuer: ISSUER, audience: AUDIENCE, clockTimestamp: now() }));
        return { operatorId: claims.sub, sessionId: claims.jti, sessionVersion: claims.ver, expiresAt: new Date(claims.exp * 1_000) };
      } catch {
        return null;
      }
    },
  };
}
