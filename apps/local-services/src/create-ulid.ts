const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Makes ULIDs (48 bits of time, 80 random ones, Crockford base 32) that sort in the order they were made, even within one
 * millisecond: there the random part counts up. `random(10)` must return ten random bytes.
 */
export function createUlidSource(now: () => Date, random: (bytes: number) => Uint8Array): () => string {
  let lastTime = -1;
  let tail = 0n;
  return () => {
    const time = Math.max(now().getTime(), lastTime);
    tail = time === lastTime ? tail + 1n : toNumber(random(10));
    lastTime = time;
    return encode(BigInt(time), 10) + encode(tail, 16);
  };
}

function toNumber(bytes: Uint8Array): bigint {
  // The highest bit stays free, so that counting up can not overflow.
  return bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) & ((1n << 79n) - 1n);
}

function encode(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 32n) text = ALPHABET.charAt(Number(rest % 32n)) + text;
  return text;
}
