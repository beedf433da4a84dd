import { decimalMagnitude, type Decimal } from '../bson/decimal.ts';
import { toDecimal, type Numeric } from '../bson/arithmetic.ts';
import { decodeValue } from '../bson/decode-document.ts';
import { GrowingBuffer } from '../bson/growing-buffer.ts';
import { isDocument, isNumeric, rankOfTag, typeRank, type Document, type Value } from '../bson/values.ts';
import { floorDouble, isExactDouble } from './floor-double.ts';

/**
 * Writes BSON values as bytes whose memcmp order is MongoDB's comparison order. Every value's encoding is self-delimiting
 * (no encoding is a prefix of another), so fields can be appended, and inverted for a descending index.
 */
export class KeyWriter extends GrowingBuffer {
  writeUInt16(value: number): void {
    const at = this.reserve(2);
    this.bytes.writeUInt16BE(value, at);
  }

  writeUInt32(value: number): void {
    const at = this.reserve(4);
    this.bytes.writeUInt32BE(value >>> 0, at);
  }

  /** Turns what was written since `from` upside down: ascending becomes descending. */
  invert(from: number): void {
    for (let index = from; index < this.at; index += 1) this.bytes[index] = ~(this.bytes[index] ?? 0) & 0xff;
  }

  private writeText(text: string): void {
    const at = this.at;
    this.writeUtf8(text);
    this.finishText(at);
  }

  /** Ends a text that begins at `start`: escapes its zero bytes as 00 FF and adds the terminator 00 00. */
  private finishText(start: number): void {
    if (this.bytes.subarray(start, this.at).includes(0)) {
      const raw = this.copy(start);
      this.at = start;
      for (const byte of raw) {
        this.writeByte(byte);
        if (byte === 0) this.writeByte(0xff);
      }
    }
    this.writeUInt16(0);
  }

  private writeDouble(value: number): void {
    const at = this.reserve(8);
    if (Number.isNaN(value)) {
      this.bytes.fill(0, at, at + 8);
      return;
    }
    this.bytes.writeDoubleBE(value === 0 ? 0 : value, at);
    const negative = ((this.bytes[at] ?? 0) & 0x80) !== 0;
    if (negative) this.invert(at);
    else this.bytes[at] = (this.bytes[at] ?? 0) | 0x80;
  }

  private writeDecimal(value: Extract<Decimal, { finite: true }>): void {
    const digits = (value.coefficient < 0n ? -value.coefficient : value.coefficient).toString().replace(/0+$/, '');
    const start = this.at;
    this.writeUInt16(decimalMagnitude(value) + 0x4000);
    for (const digit of digits) this.writeByte(Number(digit) + 1);
    this.writeByte(0);
    if (value.coefficient < 0n) this.invert(start);
  }

  private writeNumber(value: Numeric): void {
    const floor = floorDouble(value);
    this.writeDouble(floor);
    if (isExactDouble(value, floor)) return this.writeByte(0);
    const exact = toDecimal(value);
    this.writeByte(exact.finite && exact.coefficient < 0n ? 1 : 2);
    if (exact.finite) this.writeDecimal(exact);
  }

  private writeDocument(document: Document, fold: ((text: string) => string) | undefined): void {
    for (const [name, value] of Object.entries(document)) {
      this.writeByte(typeRank(value));
      this.writeText(name);
      this.writePayload(value, fold);
    }
    this.writeByte(0);
  }

  private writeInt64(value: bigint): void {
    const at = this.reserve(8);
    this.bytes.writeBigUInt64BE(BigInt.asUintN(64, value) ^ (1n << 63n), at);
  }

  private writePayload(value: Value, fold: ((text: string) => string) | undefined): void {
    if (typeof value === 'string') return this.writeText(fold ? fold(value) : value);
    if (typeof value === 'number') {
      this.writeDouble(value);
      return this.writeByte(0);
    }
    if (typeof value === 'boolean') return this.writeByte(value ? 1 : 0);
    if (value === null) return;
    if (value instanceof Date) return this.writeInt64(BigInt(value.getTime()));
    if (isNumeric(value)) return this.writeNumber(value);
    if (Array.isArray(value)) {
      for (const item of value) this.writeValue(item, fold);
      return this.writeByte(0);
    }
    if (isDocument(value)) return this.writeDocument(value, fold);
    switch (value._bsontype) {
      case 'ObjectId': return this.writeBytes(value.id);
      case 'BSONSymbol': return this.writeText(fold ? fold(value.value) : value.value);
      case 'Binary': {
        this.writeUInt32(value.position);
        this.writeByte(value.sub_type);
        return this.writeBytes(value.buffer.subarray(0, value.position));
      }
      case 'Timestamp': {
        this.writeUInt32(value.high);
        return this.writeUInt32(value.low);
      }
      case 'BSONRegExp': {
        this.writeText(value.pattern);
        return this.writeText(value.options);
      }
      case 'Code': {
        this.writeText(value.code);
        return value.scope ? this.writeDocument(value.scope, fold) : undefined;
      }
      default: return;
    }
  }

  /** Appends one value; strings go through `fold` when the index has a collation. */
  writeValue(value: Value, fold?: (text: string) => string): void {
    this.writeByte(typeRank(value));
    this.writePayload(value, fold);
  }

  /** Appends a value straight from raw BSON; the common scalar types are never decoded. */
  writeRaw(bytes: Buffer, tag: number, at: number): void {
    switch (tag) {
      case 2: {
        this.writeByte(rankOfTag(tag));
        const start = this.at;
        this.writeBytes(bytes.subarray(at + 4, at + 3 + bytes.readInt32LE(at)));
        return this.finishText(start);
      }
      case 7: {
        this.writeByte(rankOfTag(tag));
        return this.writeBytes(bytes.subarray(at, at + 12));
      }
      case 9: {
        this.writeByte(rankOfTag(tag));
        const target = this.reserve(8);
        this.bytes.writeInt32BE(bytes.readInt32LE(at + 4) ^ -2147483648, target);
        this.bytes.writeInt32BE(bytes.readInt32LE(at), target + 4);
        return;
      }
      default: return this.writeValue(decodeValue(bytes, tag, at));
    }
  }
}

const shared = new KeyWriter();

const nothing = Buffer.alloc(0);

/** The order-preserving bytes of one value, behind a prefix. */
export function encodeKey(value: Value, fold?: (text: string) => string, prefix: Uint8Array = nothing): Buffer {
  shared.reset();
  shared.writeBytes(prefix);
  shared.writeValue(value, fold);
  return shared.copy();
}

