import type { Clock } from '../clock.ts';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_CHARACTERS = 10;
const RANDOM_CHARACTERS = 16;
/** Asking the system for random bytes costs more than an id does: it is asked once for so many. */
const IDS_PER_DRAW = 256;

/**
 * Makes ULIDs (github.com/ulid/spec): 48 bits of milliseconds, then 80 random bits, in Crockford base 32, so that ids sort
 * by the time they were made. `randomBytes` must come from a cryptographic source.
 */
export function createUlidSource({ clock, randomBytes }: { clock: Clock; randomBytes: (size: number) => Uint8Array }): () => string {
  let drawn: Uint8Array = new Uint8Array();
  let used = 0;
  return () => {
    if (used === drawn.length) {
      drawn = randomBytes(RANDOM_CHARACTERS * IDS_PER_DRAW);
      used = 0;
    }
    let id = encodeTime(clock.now().getTime());
    for (const end = used + RANDOM_CHARACTERS; used < end; used += 1) id += CROCKFORD.charAt((drawn[used] ?? 0) % 32);
    return id;
  };
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
