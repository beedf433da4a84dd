import { toNumber } from '../bson/arithmetic.ts';
import { aliasOfTag, isNumeric, type Value } from '../bson/values.ts';
import { badValue } from '../errors.ts';

const numbers = ['double', 'int', 'long', 'decimal'];
const aliases = new Set(['double', 'string', 'object', 'array', 'binData', 'undefined', 'objectId', 'bool', 'date', 'null', 'regex', 'dbPointer',
  'javascript', 'symbol', 'javascriptWithScope', 'int', 'timestamp', 'long', 'decimal', 'minKey', 'maxKey']);

function namesOf(item: Value): string[] {
  if (item === 'number') return numbers;
  if (typeof item === 'string') {
    if (!aliases.has(item)) throw badValue(`Unknown type name alias: ${item}`);
    return [item];
  }
  if (!isNumeric(item)) throw badValue('type must be represented as a number or a string');
  const code = toNumber(item);
  const alias = aliasOfTag(code === -1 ? 255 : code);
  if (alias === 'unknown') throw badValue(`Invalid numerical type code: ${code}`);
  return [alias];
}

/** The type aliases `$type` accepts: one alias or code, or an array of them. */
export function parseTypeSet(operand: Value): ReadonlySet<string> {
  if (!Array.isArray(operand)) return new Set(namesOf(operand));
  if (operand.length === 0) throw badValue('$type must match at least one type');
  return new Set(operand.flatMap(namesOf));
}
