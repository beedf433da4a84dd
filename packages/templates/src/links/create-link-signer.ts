import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LinkSigner } from '@carillon/domain';

/** Half of SHA-256: what RFC 2104 (5) leaves of an HMAC without weakening it, and 22 characters of an address. */
const SIGNATURE_BYTES = 16;

/** Signs with the first key and accepts all of them, so that a key can be changed without breaking links in mails. */
export function createLinkSigner(keys: readonly [current: Uint8Array, ...others: Uint8Array[]]): LinkSigner {
  return {
    sign: (text) => signatureOf(text, keys[0]).toString('base64url'),
    verify(text, signature) {
      const given = Buffer.from(signature, 'base64url');
      // One spelling each: what base64 leaves open in its last character must not make a second valid link.
      if (given.length !== SIGNATURE_BYTES || given.toString('base64url') !== signature) return false;
      return keys.some((key) => timingSafeEqual(signatureOf(text, key), given));
    },
  };
}

function signatureOf(text: string, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(text).digest().subarray(0, SIGNATURE_BYTES);
}
