import { deflateSync } from 'node:zlib';
import type { WireRequest } from './parse-request.ts';
import { headerLength, opcode } from './opcodes.ts';

const zlibCompressor = 2;

function fillHeader(message: Buffer, kind: number, requestId: number, responseTo: number): void {
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(requestId, 4);
  message.writeInt32LE(responseTo, 8);
  message.writeInt32LE(kind, 12);
}

function compress(message: Buffer, requestId: number, responseTo: number): Buffer {
  const prefix = Buffer.alloc(9);
  prefix.writeInt32LE(message.readInt32LE(12), 0);
  prefix.writeInt32LE(message.length - headerLength, 4);
  prefix[8] = zlibCompressor;
  const packed = Buffer.concat([Buffer.alloc(headerLength), prefix, deflateSync(message.subarray(headerLength))]);
  fillHeader(packed, opcode.compressed, requestId, responseTo);
  return packed;
}

/** How many bytes a reply in the request's form has before its document. */
export const replyPrefix = (request: WireRequest): number => headerLength + (request.kind === 'query' ? 20 : 5);

/** Completes the message that answers a request, in the request's own form; the document is already behind `replyPrefix` bytes. */
export function completeReply(request: WireRequest, requestId: number, message: Buffer): Buffer {
  fillHeader(message, request.kind === 'query' ? opcode.reply : opcode.msg, requestId, request.requestId);
  if (request.kind === 'query') {
    message.writeInt32LE(8, headerLength); // AwaitCapable
    message.writeInt32LE(1, headerLength + 16);
    return message;
  }
  return request.compressed ? compress(message, requestId, request.requestId) : message;
}
