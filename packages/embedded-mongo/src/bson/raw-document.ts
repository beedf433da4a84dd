import { decodeDocument, decodeValue, endOfValue } from './decode-document.ts';
import { getField, type Document, type Value } from './values.ts';

/** A field name with its bytes, prepared once so that looking it up in raw BSON compares bytes. */
export interface FieldName {
  readonly text: string;
  readonly bytes: Buffer;
}

export const fieldName = (text: string): FieldName => ({ text, bytes: Buffer.from(text, 'utf8') });

/** What a compiled filter, sort or index reads a document through. */
export interface DocumentView {
  get(name: FieldName): Value | undefined;
  whole(): Document;
}

/** Where a top-level field's value lies in raw BSON. */
export interface RawField {
  readonly tag: number;
  readonly at: number;
}

/** Reads single top-level fields out of raw BSON without decoding the rest. */
export class RawDocument implements DocumentView {
  readonly bytes: Buffer;
  readonly start: number;
  private decoded: Document | undefined;

  constructor(bytes: Buffer, start = 0) {
    this.bytes = bytes;
    this.start = start;
  }

  find(name: FieldName): RawField | undefined {
    const { bytes } = this;
    const wanted = name.bytes;
    const length = wanted.length;
    let at = this.start + 4;
    for (let tag = bytes[at]; tag !== undefined && tag !== 0; tag = bytes[at]) {
      const nameAt = at + 1;
      let index = 0;
      while (index < length && bytes[nameAt + index] === wanted[index]) index += 1;
      if (index === length && bytes[nameAt + length] === 0) return { tag, at: nameAt + length + 1 };
      let nameEnd = nameAt + index;
      while (bytes[nameEnd] !== 0) nameEnd += 1;
      at = endOfValue(bytes, tag, nameEnd + 1);
    }
    return undefined;
  }

  get(name: FieldName): Value | undefined {
    if (this.decoded) return getField(this.decoded, name.text);
    const field = this.find(name);
    return field && decodeValue(this.bytes, field.tag, field.at);
  }

  whole(): Document {
    this.decoded ??= decodeDocument(this.bytes, this.start);
    return this.decoded;
  }
}

/** The same view of a document that is already decoded. */
export class DecodedDocument implements DocumentView {
  private readonly document: Document;

  constructor(document: Document) {
    this.document = document;
  }

  get(name: FieldName): Value | undefined {
    return getField(this.document, name.text);
  }

  whole(): Document {
    return this.document;
  }
}
