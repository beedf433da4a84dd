import { deflateSync } from 'node:zlib';
import type { WireRequest } from './parse-request.ts';
import { headerLength, opcode } from './opcodes.ts';

const zlibCompressor = 2;

function withHeader(kind: number, requestId: number, responseTo: number, ...parts: readonly Buffer[]): Buffer {
  const message = Buffer.concat([Buffer.alloc(headerLength), ...parts]);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(requestId, 4);
  message.writeInt32LE(responseTo, 8);
  message.writeInt32LE(kind, 12);
  return message;
}

function compress(message: Buffer, requestId: number, responseTo: number): Buffer {
  const prefix = Buffer.alloc(9);
  prefix.writeInt32LE(message.readInt32LE(12), 0);
  prefix.writeInt32LE(message.length - headerLength, 4);
  prefix[8] = zlibCompressor;
  return withHeader(opcode.compressed, requestId, responseTo, prefix, deflateSync(message.subarray(headerLength)));
}

/** The message that answers a request with one BSON document, in the request's own form. */
export function encodeReply(request: WireRequest, requestId: number, document: Buffer): Buffer {
  if (request.kind === 'query') {
    const fields = Buffer.alloc(20);
    fields.writeInt32LE(8, 0); // AwaitCapable
    fields.writeInt32LE(1, 16);
    return withHeader(opcode.reply, requestId, request.requestId, fields, document);
  }
  const message = withHeader(opcode.msg, requestId, request.requestId, Buffer.alloc(5), document);
  return request.compressed ? compress(message, requestId, request.requestId) : message;
}
