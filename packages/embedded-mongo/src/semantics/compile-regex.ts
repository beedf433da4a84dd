import { badValue, CommandError } from '../errors.ts';
import { isBsonType, type Value } from '../bson/values.ts';

const inlineFlags = /^\(\?([imsx]+)\)/;

/** Removes the white space and comments that PCRE's x flag ignores. */
function withoutExtended(pattern: string): string {
  return pattern.replace(/(\\.|\[(?:\\.|[^\]\\])*\])|\s+|#[^\n]*/gs, (_all, kept?: string) => kept ?? '');
}

/** A JavaScript regular expression for a PCRE one with MongoDB's options i, m, s, x, u. */
export function compileRegex(pattern: string, options: string): RegExp {
  const inline = inlineFlags.exec(pattern);
  const flags = new Set([...options, ...(inline?.[1] ?? '')]);
  for (const flag of flags) if (!'imsxu'.includes(flag)) throw new CommandError(51108, `invalid flag in regex options: ${flag}`);
  const body = inline ? pattern.slice(inline[0].length) : pattern;
  const source = (flags.has('x') ? withoutExtended(body) : body).replaceAll('\\A', '^').replaceAll('\\Z', '$').replaceAll('\\z', '$');
  const jsFlags = [...flags].filter((flag) => flag === 'i' || flag === 'm' || flag === 's').join('');
  try {
    return new RegExp(source, `${jsFlags}u`);
  } catch {
    try {
      return new RegExp(source, jsFlags);
    } catch (error) {
      throw new CommandError(51091, `Regular expression is invalid: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** The regular expression of `$regex` with its optional `$options`. */
export function regexOf(operand: Value, options: Value | undefined): RegExp {
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  if (typeof operand === 'string') return compileRegex(operand, options ?? '');
  if (!isBsonType(operand, 'BSONRegExp')) throw badValue('$regex has to be a string');
  if (options !== undefined && operand.options !== '') throw new CommandError(51075, 'options set in both $regex and $options');
  return compileRegex(operand.pattern, options ?? operand.options);
}
