import { decodeValue, endOfValue } from './decode-document.ts';
import { setField, type Document } from './values.ts';

/** Decodes only the top-level fields in `names`. Assumes validated bytes. */
export function decodeFields(bytes: Buffer, names: ReadonlySet<string>): Document {
  const document: Document = {};
  let at = 4;
  for (let tag = bytes[at]; tag !== undefined && tag !== 0; tag = bytes[at]) {
    const nameEnd = bytes.indexOf(0, at + 1);
    const name = bytes.toString('utf8', at + 1, nameEnd);
    if (names.has(name)) setField(document, name, decodeValue(bytes, tag, nameEnd + 1));
    at = endOfValue(bytes, tag, nameEnd + 1);
  }
  return document;
}
