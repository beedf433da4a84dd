/** Message kinds of the wire protocol (https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/). */
export const opcode = { reply: 1, query: 2004, compressed: 2012, msg: 2013 } as const;

export const headerLength = 16;
export const largestMessage = 48_000_000;

export interface Header {
  readonly length: number;
  readonly requestId: number;
  readonly responseTo: number;
  readonly opcode: number;
}

export function readHeader(message: Buffer): Header {
  return { length: message.readInt32LE(0), requestId: message.readInt32LE(4), responseTo: message.readInt32LE(8), opcode: message.readInt32LE(12) };
}

/** What a client did that the protocol does not allow; its connection is closed with this as the reason. */
export class ProtocolError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProtocolError';
  }
}
