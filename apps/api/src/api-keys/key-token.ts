import { createHash, timingSafeEqual } from 'node:crypto';
import { ApiKeyId } from '@carillon/domain';

const TOKEN = /^crl_([0-9A-HJKMNP-TV-Z]{26})_([A-Za-z0-9_-]{43})$/;
const SECRET_BYTES = 32;

/** Makes the key of an id: `crl_<ULID of the id>_<256 random bits>`, its hash to keep, and its last characters to show. */
export function makeKeyToken(id: ApiKeyId, randomBytes: (size: number) => Uint8Array): { token: string; secretHash: string; hint: string } {
  const secret = Buffer.from(randomBytes(SECRET_BYTES)).toString('base64url');
  return { token: `crl_${id.slice('key_'.length)}_${secret}`, secretHash: hashSecret(secret), hint: secret.slice(-4) };
}

/** Null when it does not have the form of a key. */
export function readKeyToken(token: string): { id: ApiKeyId; secretHash: string } | null {
  const [, ulid, secret] = TOKEN.exec(token) ?? [];
  if (ulid === undefined || secret === undefined) return null;
  return { id: ApiKeyId.parse(`key_${ulid}`), secretHash: hashSecret(secret) };
}

/** Compares in constant time. */
export function sameHash(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left, 'hex'), Buffer.from(right, 'hex')];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** One round of SHA-256 is enough: the secret is random, so that there is nothing to guess from a dictionary. */
function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
