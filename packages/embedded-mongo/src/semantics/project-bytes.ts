import { endOfValue } from '../bson/decode-document.ts';
import { GrowingBuffer } from '../bson/growing-buffer.ts';
import { bsonType } from '../bson/values.ts';

/** A field that a projection names, and what it names below it; nothing below: the whole field. */
export interface Branch {
  readonly name: Buffer;
  readonly below: readonly Branch[];
}

function isName(bytes: Buffer, start: number, end: number, name: Buffer): boolean {
  if (end - start !== name.length) return false;
  for (let index = 0; index < name.length; index += 1) if (bytes[start + index] !== name[index]) return false;
  return true;
}

const branchOf = (bytes: Buffer, start: number, end: number, branches: readonly Branch[]): Branch | undefined => branches.find(({ name }) => isName(bytes, start, end, name));
const isContainer = (tag: number): boolean => tag === bsonType.object || tag === bsonType.array;

type WriteField = (tag: number, fieldAt: number, nameEnd: number, end: number) => void;

/** Copies parts of BSON as they are. Assumes validated bytes. */
class PathsWriter extends GrowingBuffer {
  private source: Buffer = Buffer.alloc(0);

  write(source: Buffer, write: () => void): Buffer {
    this.reset();
    this.source = source;
    write();
    return this.copy();
  }

  /** A document or an array from the one at `start`, with what `writeField` makes of each of its fields. */
  private container(start: number, writeField: WriteField): void {
    const { source } = this;
    const lengthAt = this.reserve(4);
    let at = start + 4;
    for (let tag = source[at]; tag !== undefined && tag !== 0; tag = source[at]) {
      let nameEnd = at + 1;
      while (source[nameEnd] !== 0) nameEnd += 1;
      const end = endOfValue(source, tag, nameEnd + 1);
      writeField(tag, at, nameEnd, end);
      at = end;
    }
    this.writeByte(0);
    this.bytes.writeInt32LE(this.at - lengthAt, lengthAt);
  }

  include(start: number, branches: readonly Branch[]): void {
    this.container(start, (tag, fieldAt, nameEnd, end) => {
      const branch = branchOf(this.source, fieldAt + 1, nameEnd, branches);
      if (!branch) return;
      if (branch.below.length === 0) this.writeRange(this.source, fieldAt, end);
      else if (isContainer(tag)) {
        this.writeRange(this.source, fieldAt, nameEnd + 1);
        this.includeBelow(tag, nameEnd + 1, branch.below);
      }
    });
  }

  /** Of an array only what is a document, or an array of them, which move together. */
  private includeBelow(tag: number, start: number, below: readonly Branch[]): void {
    if (tag === bsonType.object) {
      this.include(start, below);
      return;
    }
    let position = 0;
    this.container(start, (itemTag, _fieldAt, nameEnd) => {
      if (!isContainer(itemTag)) return;
      this.writeByte(itemTag);
      this.writeUtf8(String(position));
      this.writeByte(0);
      position += 1;
      this.includeBelow(itemTag, nameEnd + 1, below);
    });
  }

  exclude(start: number, branches: readonly Branch[]): void {
    this.container(start, (tag, fieldAt, nameEnd, end) => {
      const branch = branchOf(this.source, fieldAt + 1, nameEnd, branches);
      if (!branch) this.writeRange(this.source, fieldAt, end);
      else if (branch.below.length > 0) this.excludeBelow(tag, fieldAt, nameEnd, end, branch.below);
    });
  }

  private excludeBelow(tag: number, fieldAt: number, nameEnd: number, end: number, below: readonly Branch[]): void {
    if (!isContainer(tag)) {
      this.writeRange(this.source, fieldAt, end);
      return;
    }
    this.writeRange(this.source, fieldAt, nameEnd + 1);
    if (tag === bsonType.object) this.exclude(nameEnd + 1, below);
    else this.container(nameEnd + 1, (itemTag, itemAt, itemNameEnd, itemEnd) => this.excludeBelow(itemTag, itemAt, itemNameEnd, itemEnd, below));
  }
}

const writer = new PathsWriter();

/** The document with nothing but these paths, in its own order. */
export function includePaths(bytes: Buffer, branches: readonly Branch[]): Buffer {
  return writer.write(bytes, () => writer.include(0, branches));
}

/** The document without these paths. */
export function excludePaths(bytes: Buffer, branches: readonly Branch[]): Buffer {
  return writer.write(bytes, () => writer.exclude(0, branches));
}
