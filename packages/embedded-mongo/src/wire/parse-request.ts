import { inflateSync } from 'node:zlib';
import { decodeDocument } from '../bson/decode-document.ts';
import type { Document } from '../bson/values.ts';
import { checkDocument } from '../bson/validate-document.ts';
import { crc32c } from './crc32c.ts';
import { headerLength, largestMessage, opcode, ProtocolError, readHeader } from './opcodes.ts';

/** A request in any of its forms on the wire. */
export interface WireRequest {
  readonly kind: 'msg' | 'query';
  readonly requestId: number;
  readonly body: Document;
  readonly database: string | undefined;
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  /** False when the client said that it waits for no answer (moreToCome). */
  readonly wantsReply: boolean;
  readonly compressed: boolean;
}

const checksumPresent = 1;
const moreToCome = 2;
const requiredFlags = 0xffff;

function documentEnd(message: Buffer, at: number, limit: number): number {
  try {
    return checkDocument(message, at, limit);
  } catch (error) {
    throw new ProtocolError(error instanceof Error ? error.message : String(error));
  }
}

function parseSequence(message: Buffer, at: number, end: number, into: Map<string, Buffer[]>): number {
  if (at + 4 > end) throw new ProtocolError('a document sequence is cut off');
  const sectionEnd = at + message.readInt32LE(at);
  if (sectionEnd > end || sectionEnd < at + 5) throw new ProtocolError('the length of a document sequence is wrong');
  const nameEnd = message.indexOf(0, at + 4);
  if (nameEnd < 0 || nameEnd >= sectionEnd) throw new ProtocolError('the name of a document sequence is not terminated');
  const name = message.toString('utf8', at + 4, nameEnd);
  if (into.has(name)) throw new ProtocolError(`the document sequence ${name} is there twice`);
  const documents: Buffer[] = [];
  for (let start = nameEnd + 1; start < sectionEnd;) {
    const next = documentEnd(message, start, sectionEnd);
    documents.push(message.subarray(start, next));
    start = next;
  }
  into.set(name, documents);
  return sectionEnd;
}

function parseMsg(message: Buffer, requestId: number, compressed: boolean): WireRequest {
  if (message.length < headerLength + 4 + 1 + 5) throw new ProtocolError('an OP_MSG is cut off');
  const flags = message.readUInt32LE(headerLength);
  if ((flags & requiredFlags & ~(checksumPresent | moreToCome)) !== 0) throw new ProtocolError(`unknown required OP_MSG flags ${flags.toString(2)}`);
  const end = message.length - (flags & checksumPresent ? 4 : 0);
  if (flags & checksumPresent && crc32c(message.subarray(0, end)) !== message.readUInt32LE(end)) throw new ProtocolError('the checksum of an OP_MSG is wrong');
  const sequences = new Map<string, Buffer[]>();
  let body: Document | undefined;
  for (let at = headerLength + 4; at < end;) {
    const kind = message[at];
    if (kind === 0) {
      if (body) throw new ProtocolError('an OP_MSG has two bodies');
      const next = documentEnd(message, at + 1, end);
      body = decodeDocument(message, at + 1);
      at = next;
    } else if (kind === 1) {
      at = parseSequence(message, at + 1, end, sequences);
    } else {
      throw new ProtocolError(`an OP_MSG has a section of unknown kind ${String(kind)}`);
    }
  }
  if (!body) throw new ProtocolError('an OP_MSG has no body');
  for (const name of sequences.keys()) if (name in body) throw new ProtocolError(`${name} is both in the body and a document sequence`);
  const database = body['$db'];
  return { kind: 'msg', requestId, body, database: typeof database === 'string' ? database : undefined, sequences, wantsReply: (flags & moreToCome) === 0, compressed };
}

/** The legacy form, which drivers use for the first handshake only. */
function parseQuery(message: Buffer, requestId: number, compressed: boolean): WireRequest {
  const nameAt = headerLength + 4;
  const nameEnd = message.indexOf(0, nameAt);
  if (nameEnd < 0 || nameEnd + 9 > message.length) throw new ProtocolError('an OP_QUERY is cut off');
  const namespace = message.toString('utf8', nameAt, nameEnd);
  if (!namespace.endsWith('.$cmd')) throw new ProtocolError('OP_QUERY is only supported for commands');
  documentEnd(message, nameEnd + 9, message.length);
  const given = decodeDocument(message, nameEnd + 9);
  const inner = given['$query'];
  const body = typeof inner === 'object' && inner !== null && !Array.isArray(inner) && Object.getPrototypeOf(inner) === Object.prototype ? (inner as Document) : given; // a plain object here is a document
  return { kind: 'query', requestId, body, database: namespace.slice(0, -'.$cmd'.length), sequences: new Map(), wantsReply: true, compressed };
}

function decompress(message: Buffer): Buffer {
  if (message.length < headerLength + 9) throw new ProtocolError('an OP_COMPRESSED is cut off');
  const originalOpcode = message.readInt32LE(headerLength);
  const size = message.readInt32LE(headerLength + 4);
  const compressor = message[headerLength + 8];
  if (size < 0 || size > largestMessage - headerLength) throw new ProtocolError(`an OP_COMPRESSED claims to hold ${size} bytes`);
  if (originalOpcode === opcode.compressed) throw new ProtocolError('an OP_COMPRESSED holds another one');
  const content = message.subarray(headerLength + 9);
  let original: Buffer;
  if (compressor === 0) original = content;
  else if (compressor === 2) original = inflate(content, size);
  else throw new ProtocolError(`compressor ${String(compressor)} was never agreed on`);
  if (original.length !== size) throw new ProtocolError('an OP_COMPRESSED holds another number of bytes than it says');
  const whole = Buffer.allocUnsafe(headerLength + size);
  message.copy(whole, 0, 0, headerLength);
  whole.writeInt32LE(whole.length, 0);
  whole.writeInt32LE(originalOpcode, 12);
  original.copy(whole, headerLength);
  return whole;
}

function inflate(content: Buffer, size: number): Buffer {
  try {
    return inflateSync(content, { maxOutputLength: Math.max(size, 1) });
  } catch (error) {
    throw new ProtocolError(`an OP_COMPRESSED can't be unpacked: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Reads one message. Throws ProtocolError for everything the protocol does not allow. */
export function parseRequest(message: Buffer): WireRequest {
  const header = readHeader(message);
  const compressed = header.opcode === opcode.compressed;
  const plain = compressed ? decompress(message) : message;
  switch (compressed ? plain.readInt32LE(12) : header.opcode) {
    case opcode.msg: return parseMsg(plain, header.requestId, compressed);
    case opcode.query: return parseQuery(plain, header.requestId, compressed);
    default: throw new ProtocolError(`message kind ${header.opcode} is not supported`);
  }
}
