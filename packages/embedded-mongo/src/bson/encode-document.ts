import { CommandError } from '../errors.ts';
import { GrowingBuffer } from './growing-buffer.ts';
import { isDocument, isInt32, typeTag, type Document, type Value } from './values.ts';

/** Bytes of a document that is already BSON, embedded as they are. */
export class RawBson {
  readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

export type Encodable = Value | RawBson | undefined | readonly Encodable[] | { readonly [field: string]: Encodable };

const isPlain = (value: object): value is { readonly [field: string]: Encodable } => isDocument(value);

/** Appends BSON to one growing buffer. `undefined` fields are left out, like a field that does not exist. */
export class BsonWriter extends GrowingBuffer {
  writeInt32(value: number): void {
    const at = this.reserve(4);
    this.bytes.writeInt32LE(value, at);
  }

  writeCString(value: string): void {
    if (value.includes('\0')) throw new CommandError(2, 'a field name or regular expression must not contain a null byte');
    this.writeUtf8(value);
    this.writeByte(0);
  }

  private writeString(value: string): void {
    const at = this.reserve(value.length * 3 + 5);
    const written = this.bytes.write(value, at + 4, 'utf8');
    this.bytes.writeInt32LE(written + 1, at);
    this.bytes[at + 4 + written] = 0;
    this.at = at + 5 + written;
  }

  beginDocument(): number {
    return this.reserve(4);
  }

  endDocument(start: number): void {
    this.writeByte(0);
    this.bytes.writeInt32LE(this.at - start, start);
  }

  writeDocument(document: { readonly [field: string]: Encodable }): void {
    const start = this.beginDocument();
    for (const name of Object.keys(document)) this.writeField(name, document[name]);
    this.endDocument(start);
  }

  writeField(name: string, value: Encodable): void {
    if (value === undefined) return;
    if (value instanceof RawBson) return this.writeHeader(3, name, () => this.writeBytes(value.bytes));
    if (Array.isArray(value)) return this.writeHeader(4, name, () => this.writeArray(value));
    if (typeof value === 'object' && value !== null && isPlain(value)) return this.writeHeader(3, name, () => this.writeDocument(value));
    this.writeScalar(name, value as Exclude<Value, Document | Value[]>); // arrays and documents are gone by here
  }

  private writeHeader(tag: number, name: string, writeBody: () => void): void {
    this.writeByte(tag);
    this.writeCString(name);
    writeBody();
  }

  private writeArray(items: readonly Encodable[]): void {
    const start = this.beginDocument();
    for (let index = 0; index < items.length; index += 1) this.writeField(String(index), items[index] ?? null);
    this.endDocument(start);
  }

  private writeDouble(value: number): void {
    const at = this.reserve(8);
    this.bytes.writeDoubleLE(value, at);
  }

  private writeNumber(name: string, value: number): void {
    this.writeByte(isInt32(value) ? 16 : 1);
    this.writeCString(name);
    if (isInt32(value)) this.writeInt32(value);
    else this.writeDouble(value);
  }

  private writeDate(value: Date): void {
    const time = value.getTime();
    if (Number.isNaN(time)) throw new CommandError(2, 'a date is out of range');
    const at = this.reserve(8);
    this.bytes.writeBigInt64LE(BigInt(time), at);
  }

  private writeScalar(name: string, value: Exclude<Value, Document | Value[]>): void {
    if (typeof value === 'number') return this.writeNumber(name, value);
    this.writeByte(typeTag(value));
    this.writeCString(name);
    if (value === null) return;
    if (typeof value === 'string') return this.writeString(value);
    if (typeof value === 'boolean') return this.writeByte(value ? 1 : 0);
    if (value instanceof Date) return this.writeDate(value);
    switch (value._bsontype) {
      case 'Double': return this.writeDouble(value.value);
      case 'ObjectId': return this.writeBytes(value.id);
      case 'Decimal128': return this.writeBytes(value.bytes);
      case 'Long': case 'Timestamp': {
        this.writeInt32(value.low);
        return this.writeInt32(value.high);
      }
      case 'Binary': {
        this.writeInt32(value.position);
        this.writeByte(value.sub_type);
        return this.writeBytes(value.buffer.subarray(0, value.position));
      }
      case 'BSONRegExp': {
        this.writeCString(value.pattern);
        return this.writeCString(value.options);
      }
      case 'BSONSymbol': return this.writeString(value.value);
      case 'Code': {
        if (!value.scope) return this.writeString(value.code);
        const start = this.beginDocument();
        this.writeString(value.code);
        this.writeDocument(value.scope);
        return void this.bytes.writeInt32LE(this.at - start, start);
      }
      default: return;
    }
  }
}

/** Every document is written here first and copied out at its exact size; nothing here writes one while another is under way. */
const shared = new BsonWriter();

/** The bytes that `build` writes. */
export function buildBson(build: (writer: BsonWriter) => void): Buffer {
  shared.reset();
  build(shared);
  return shared.copy();
}

/** BSON of a document behind `prefix` zero bytes, for a header to be filled in. */
export function encodeBehind(prefix: number, document: { readonly [field: string]: Encodable }): Buffer {
  return buildBson((writer) => {
    for (let index = 0; index < prefix; index += 1) writer.writeByte(0);
    writer.writeDocument(document);
  });
}

/** BSON of a document, in a buffer of its own. */
export const encodeDocument = (document: { readonly [field: string]: Encodable }): Buffer => encodeBehind(0, document);
