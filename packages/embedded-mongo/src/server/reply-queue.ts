import type { Socket } from 'node:net';

/**
 * Replies wait until every request that arrived in the same turn of the event loop is answered, then leave together: a client
 * that is woken by the first finds the others there already. Waking it once for each would cost more than answering.
 */
export class ReplyQueue {
  private waiting: { readonly socket: Socket; readonly message: Buffer }[] = [];

  /** Sends a message by the end of this turn. Messages to one socket keep their order. */
  send(socket: Socket, message: Buffer): void {
    if (this.waiting.push({ socket, message }) === 1) setImmediate(() => this.flush());
  }

  private flush(): void {
    const leaving = this.waiting;
    this.waiting = [];
    for (const { socket, message } of leaving) if (!socket.destroyed) socket.write(message);
  }
}
