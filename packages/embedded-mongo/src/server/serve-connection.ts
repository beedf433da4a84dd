import type { Socket } from 'node:net';
import { completeReply } from '../wire/encode-reply.ts';
import { FrameReader } from '../wire/frame-reader.ts';
import { parseRequest } from '../wire/parse-request.ts';
import { ProtocolError } from '../wire/opcodes.ts';
import type { ConnectionState } from './connection-state.ts';
import type { Engine } from './engine.ts';
import type { ReplyQueue } from './reply-queue.ts';
import { runCommand } from './run-command.ts';

/** Answers one client's messages in their order until it hangs up or breaks the protocol. */
export function serveConnection(engine: Engine, socket: Socket, connection: ConnectionState, outgoing: ReplyQueue): void {
  const frames = new FrameReader();
  const queue: Buffer[] = [];
  let working = false;
  let replies = 0;

  const hangUp = (error: unknown): void => {
    const reason = error instanceof Error ? error.message : String(error);
    engine.log({ level: error instanceof ProtocolError ? 'warn' : 'error', message: 'closing a connection', connection: connection.id, remote: connection.remoteAddress, reason });
    socket.destroy();
  };

  async function answer(message: Buffer): Promise<void> {
    const request = parseRequest(message);
    const document = await runCommand(engine, request, connection);
    if (!request.wantsReply || connection.closed) return;
    replies += 1;
    outgoing.send(socket, completeReply(request, replies, document));
  }

  async function work(): Promise<void> {
    working = true;
    for (let message = queue.shift(); message && !connection.closed; message = queue.shift()) await answer(message);
    working = false;
  }

  socket.setNoDelay(true);
  socket.on('data', (piece: Buffer) => {
    try {
      queue.push(...frames.push(piece));
    } catch (error) {
      hangUp(error);
      return;
    }
    if (!working) work().catch(hangUp);
  });
  socket.on('error', (error) => engine.log({ level: 'debug', message: 'a connection broke', connection: connection.id, reason: error.message }));
  socket.on('close', () => {
    connection.closed = true;
    queue.length = 0;
    engine.cursors.closeOf(connection.id);
  });
}
