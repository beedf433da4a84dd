import type { Clock } from '../clock.ts';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_CHARACTERS = 10;
const RANDOM_CHARACTERS = 16;

/**
 * Makes ULIDs (github.com/ulid/spec): 48 bits of milliseconds, then 80 random bits, in Crockford base 32, so that ids sort
 * by the time they were made. `randomBytes` must come from a cryptographic source.
 */
export function createUlidSource({ clock, randomBytes }: { clock: Clock; randomBytes: (size: number) => Uint8Array }): () => string {
  return () => encodeTime(clock.now().getTime()) + Array.from(randomBytes(RANDOM_CHARACTERS), (byte) => CROCKFORD.charAt(byte % 32)).join('');
}

function encodeTime(milliseconds: number): string {
  let rest = milliseconds;
  let encoded = '';
  while (encoded.length < TIME_CHARACTERS) {
    encoded = CROCKFORD.charAt(rest % 32) + encoded;
    rest = Math.floor(rest / 32);
  }
  return encoded;
}
