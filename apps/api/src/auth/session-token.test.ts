import { createManualClock, OperatorId } from '@carillon/domain';
import jwt from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { createSessionTokens } from './session-token.ts';

const start = new Date('2026-11-21T10:00:00Z');
const secret = 'a'.repeat(64);
const operatorId = OperatorId.parse('opr_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q');

function tokensAt(clock = createManualClock(start)) {
  return { clock, tokens: createSessionTokens({ secret, hours: 2, clock, newSessionId: () => 'session-1' }) };
}

const seconds = start.getTime() / 1_000;
const claims = { iss: 'carillon', aud: 'carillon-dashboard', sub: operatorId, jti: 'session-1', ver: 1, iat: seconds, exp: seconds + 60 };
const { exp: _exp, ...endless } = claims;
const { jti: _jti, ...sessionless } = claims;

describe('session tokens', () => {
  it('say who, which session and until when', () => {
    const { tokens } = tokensAt();
    const expiresAt = new Date('2026-11-21T12:00:00Z');
    expect(tokens.read(tokens.issue(operatorId, 3).token)).toEqual({ operatorId, sessionId: 'session-1', sessionVersion: 3, expiresAt });
  });

  it('are worth nothing from the instant they run out', () => {
    const { clock, tokens } = tokensAt();
    const { token } = tokens.issue(operatorId, 1);
    clock.advance(2 * 3_600_000);
    expect(tokens.read(token)).toBeNull();
  });

  it('are read when another system made them with the same secret and claims', () => {
    expect(tokensAt().tokens.read(jwt.sign(claims, secret, { algorithm: 'HS256' }))).toMatchObject({ operatorId });
  });

  it.each([
    ['signed with another secret', jwt.sign(claims, 'b'.repeat(64))],
    ['signed with another algorithm', jwt.sign(claims, secret, { algorithm: 'HS512' })],
    ['not signed at all', jwt.sign(claims, '', { algorithm: 'none' })],
    ['of another issuer', jwt.sign({ ...claims, iss: 'somebody' }, secret)],
    ['for another audience', jwt.sign({ ...claims, aud: 'sql-service' }, secret)],
    ['that never runs out', jwt.sign(endless, secret)],
    ['without a session', jwt.sign(sessionless, secret)],
    ['of a subject that is no operator', jwt.sign({ ...claims, sub: 'key_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q' }, secret)],
    ['that is no token', 'abc'],
  ])('are refused when %s', (_title, token) => {
    expect(tokensAt().tokens.read(token)).toBeNull();
  });
});
