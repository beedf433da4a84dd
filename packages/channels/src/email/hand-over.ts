import { Readable } from 'node:stream';

/** Watches one message leave, so that afterwards it is known whether the server can have it. */
export interface HandOver {
  /** Wraps the content. What it returns is lazy: nothing happens until the server said "go on" (354) and the first byte is wanted. */
  watch(content: Readable): Readable;
  /** True from the moment the whole message was given to the socket: from then on only the server's answer tells what became of it. */
  contentSent(): boolean;
  /** Resolves when an announcement that has begun has ended, whichever way. */
  settled(): Promise<void>;
  /** What `announce` threw, if it did. */
  refusal(): { error: unknown } | null;
}

/**
 * Awaits `announce` between the server's 354 and the first byte of content. SMTP accepts a message with the final dot only
 * (RFC 5321, 4.1.1.4), so a connection lost before `contentSent()` is a message that was not sent.
 */
export function createHandOver(announce: () => Promise<void>): HandOver {
  let announced: Promise<void> | undefined;
  let refused: { error: unknown } | null = null;
  let started = false;
  let sent = false;

  async function* announceThenPass(content: Readable): AsyncGenerator<Buffer> {
    if (started) throw new Error('The message has begun to leave on another connection');
    announced ??= announce();
    try {
      await announced;
    } catch (error) {
      refused = { error };
      throw new Error('The hand-over was refused', { cause: error });
    }
    started = true;
    yield* content;
  }

  return {
    watch(content) {
      const watched = Readable.from(announceThenPass(content), { objectMode: false });
      // Emitted when the last byte was taken, before the transport appends the final dot.
      watched.once('end', () => {
        sent = true;
      });
      return watched;
    },
    contentSent: () => sent,
    settled: async () => {
      await announced?.catch(() => undefined);
    },
    refusal: () => refused,
  };
}
