import { endOfValue } from '../bson/decode-document.ts';
import { buildBson } from '../bson/encode-document.ts';
import { fieldName, RawDocument, type FieldName, type RawField } from '../bson/raw-document.ts';
import { getField, setField, type Document } from '../bson/values.ts';

const idName = fieldName('_id');

interface Present {
  readonly name: FieldName;
  readonly field: RawField;
}

/** The top-level fields an update may change. The others are neither decoded nor written anew: their bytes are copied. */
export class TouchedFields {
  readonly names: ReadonlySet<string>;
  private readonly fields: readonly FieldName[];

  constructor(names: readonly string[]) {
    this.names = new Set(names);
    this.fields = [...this.names].map(fieldName);
  }

  /** The _id and these fields of a stored document. */
  read(bytes: Buffer): Document {
    const view = new RawDocument(bytes);
    const document: Document = {};
    for (const name of [idName, ...this.fields]) {
      const value = view.get(name);
      if (value !== undefined) setField(document, name.text, value);
    }
    return document;
  }

  /** The stored document with these fields as they are in `after`: in their places, new ones at the end. */
  patch(bytes: Buffer, after: Document): Buffer {
    const present = this.find(bytes);
    const isPresent = new Set(present.map(({ name }) => name.text));
    return buildBson((writer) => {
      const start = writer.beginDocument();
      let copied = 4;
      for (const { name, field } of present) {
        writer.writeBytes(bytes.subarray(copied, field.at - name.bytes.length - 2)); // up to its type and name
        writer.writeField(name.text, getField(after, name.text));
        copied = endOfValue(bytes, field.tag, field.at);
      }
      writer.writeBytes(bytes.subarray(copied, bytes.length - 1));
      for (const name of Object.keys(after)) if (this.names.has(name) && !isPresent.has(name)) writer.writeField(name, after[name]);
      writer.endDocument(start);
    });
  }

  private find(bytes: Buffer): Present[] {
    const view = new RawDocument(bytes);
    const present = this.fields.flatMap((name): Present[] => {
      const field = view.find(name);
      return field ? [{ name, field }] : [];
    });
    return present.sort((left, right) => left.field.at - right.field.at);
  }
}
