import { deflateSync } from 'node:zlib';
import { serialize } from 'bson';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc32c } from './crc32c.ts';
import { FrameReader } from './frame-reader.ts';
import { ProtocolError } from './opcodes.ts';
import { parseRequest } from './parse-request.ts';

function message(opcode: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + body.length, 0);
  header.writeInt32LE(7, 4);
  header.writeInt32LE(opcode, 12);
  return Buffer.concat([header, body]);
}

const flags = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

const kind = (value: number): Buffer => Buffer.from([value]);
const ping = serialize({ ping: 1, $db: 'admin' });

function sequence(name: string, documents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents]);
  return Buffer.concat([kind(1), flags(content.length + 4), content]);
}

const plain = message(2013, flags(0), kind(0), ping);

test('CRC-32C has the value of RFC 3720', () => {
  expect(crc32c(Buffer.alloc(32)).toString(16)).toBe('8a9136aa');
});

test('a body and a document sequence are read', () => {
  const request = parseRequest(message(2013, flags(0), kind(0), serialize({ insert: 'c', $db: 't' }), sequence('documents', [serialize({ a: 1 }), serialize({ a: 2 })])));
  expect(request).toMatchObject({ kind: 'msg', requestId: 7, database: 't', body: { insert: 'c' }, wantsReply: true });
  expect(request.sequences.get('documents')).toHaveLength(2);
});

test('moreToCome means that nobody waits for an answer', () => {
  expect(parseRequest(message(2013, flags(2), kind(0), ping)).wantsReply).toBe(false);
});

test('a right checksum is accepted and a wrong one is not', () => {
  const whole = message(2013, flags(1), kind(0), ping, flags(0));
  whole.writeUInt32LE(crc32c(whole.subarray(0, -4)), whole.length - 4);
  expect(parseRequest(whole).body).toMatchObject({ ping: 1 });
  whole.writeUInt32LE(1, whole.length - 4);
  expect(() => parseRequest(whole)).toThrow(ProtocolError);
});

test('a compressed message is unpacked', () => {
  const content = plain.subarray(16);
  const prefix = Buffer.concat([flags(2013), flags(content.length), kind(2)]);
  expect(parseRequest(message(2012, prefix, deflateSync(content)))).toMatchObject({ compressed: true, body: { ping: 1 } });
});

describe('what the protocol does not allow is refused', () => {
  test.each([
    ['an unknown kind of message', message(9999, Buffer.alloc(8))],
    ['no body', message(2013, flags(0), sequence('documents', []), Buffer.alloc(4))],
    ['two bodies', message(2013, flags(0), kind(0), ping, kind(0), ping)],
    ['an unknown section', message(2013, flags(0), kind(7), ping)],
    ['a required flag nobody knows', message(2013, flags(8), kind(0), ping)],
    ['a document longer than the message', message(2013, flags(0), kind(0), flags(1000), Buffer.alloc(10))],
    ['a sequence longer than the message', message(2013, flags(0), kind(0), ping, kind(1), flags(1000), Buffer.from('x\0'))],
    ['a compressed message that claims another size', message(2012, flags(2013), flags(3), kind(2), deflateSync(plain.subarray(16)))],
    ['a compressed message that is not', message(2012, flags(2013), flags(3), kind(2), Buffer.from('nonsense'))],
    ['a compressor that was never agreed on', message(2012, flags(2013), flags(3), kind(3), Buffer.from('abc'))],
    ['a compressed message in a compressed message', message(2012, flags(2012), flags(3), kind(0), Buffer.from('abc'))],
  ])('%s', (_title, bytes) => {
    expect(() => parseRequest(bytes)).toThrow(ProtocolError);
  });
});

test('arbitrary bytes are a request or a protocol error, and nothing else', () => {
  fc.assert(fc.property(fc.constantFrom(2013, 2012, 2004, 1), fc.uint8Array({ maxLength: 200 }), (opcode, bytes) => {
    let error: unknown;
    try {
      parseRequest(message(opcode, bytes));
    } catch (reason) {
      error = reason;
    }
    expect(error === undefined || error instanceof ProtocolError).toBe(true);
  }), { numRuns: 20_000 });
});

test('a sound message with one byte changed is a request or a protocol error', () => {
  const sound = message(2013, flags(0), kind(0), serialize({ insert: 'c', $db: 't', nested: { list: [1, 'x', null, true] } }), sequence('documents', [serialize({ a: /x/i, d: new Date(0) })]));
  fc.assert(fc.property(fc.integer({ min: 16, max: sound.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, byte) => {
    const changed = Buffer.from(sound);
    changed[at] = byte;
    let error: unknown;
    try {
      parseRequest(changed);
    } catch (reason) {
      error = reason;
    }
    expect(error === undefined || error instanceof ProtocolError).toBe(true);
  }), { numRuns: 20_000 });
});

test('messages are put together from pieces of any size', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 }), (sizes) => {
    const stream = Buffer.concat([plain, plain, plain]);
    const frames = new FrameReader();
    const messages: Buffer[] = [];
    let at = 0;
    for (const size of [...sizes, stream.length]) {
      if (at < stream.length) messages.push(...frames.push(stream.subarray(at, at + size)));
      at += size;
    }
    expect(messages.map((each) => each.equals(plain))).toEqual([true, true, true]);
  }));
});

test.each([[0], [15], [48_000_001], [-1]])('a message that claims to be %d bytes long is refused', (length) => {
  expect(() => new FrameReader().push(flags(length >>> 0))).toThrow(ProtocolError);
});
