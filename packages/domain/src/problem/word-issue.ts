import type { z } from 'zod';

/**
 * What is wrong with a value, in words that go on from the name of its field: "must be a number". Every kind of issue has
 * some; where a schema has words of its own, those stand.
 */
export function wordIssue(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : issue.expected === 'never' ? 'is not known here' : `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return describeBound(issue, issue.minimum, issue.inclusive === false ? 'more than' : 'at least');
    case 'too_big':
      return describeBound(issue, issue.maximum, issue.inclusive === false ? 'less than' : 'at most');
    case 'invalid_value':
      return issue.input === undefined ? 'is required' : mustBeOneOf(issue.values);
    case 'invalid_format':
      return describeFormat(issue);
    case 'not_multiple_of':
      return issue.divisor === 1 ? 'must be a whole number' : `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return `has what is not known here: ${issue.keys.join(', ')}`;
    case 'invalid_key':
      return issue.issues[0]?.message ?? 'has a name that is not accepted';
    case 'invalid_element':
      return issue.issues[0] === undefined ? 'has something in it that is not accepted' : `has something in it that ${issue.issues[0].message}`;
    case 'invalid_union':
      return describeUnion(issue);
    case 'custom':
      return 'is not valid';
  }
}

type Bound = Pick<z.core.$ZodIssueTooSmall, 'origin' | 'exact'>;

function describeBound({ origin, exact }: Bound, bound: number | bigint, words: string): string {
  const limit = exact === true ? 'exactly' : words;
  const unit = units[origin];
  if (origin === 'string' && limit === 'at least' && Number(bound) === 1) return 'is required';
  if (unit !== undefined) return `must have ${limit} ${bound} ${unit}${Number(bound) === 1 ? '' : 's'}`;
  return `must be ${limit} ${origin === 'date' ? new Date(Number(bound)).toISOString() : bound}`;
}

/** What is counted, for all that has a size; anything else is compared. */
const units: Record<string, string> = { string: 'character', array: 'item', set: 'item', map: 'entry', file: 'byte' };

const kinds: Record<string, string> = {
  string: 'text', number: 'a number', int: 'a whole number', bigint: 'a whole number', boolean: 'true or false', date: 'a date', array: 'a list', tuple: 'a list', set: 'a list',
  object: 'an object', record: 'an object', map: 'an object', null: 'left empty', undefined: 'left out', void: 'left out', nonoptional: 'given', nan: 'no number', file: 'a file',
};

function mustBeOneOf(values: readonly unknown[]): string {
  return `must be ${values.length > 1 ? 'one of ' : ''}${values.map(String).join(', ')}`;
}

function describeFormat(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidStringFormat>): string {
  switch (issue.format) {
    case 'starts_with':
      return `must begin with ${String(issue['prefix'])}`;
    case 'ends_with':
      return `must end with ${String(issue['suffix'])}`;
    case 'includes':
      return `must contain ${String(issue['includes'])}`;
    default:
      return formats[issue.format] ?? 'is not written in the way that is expected here';
  }
}

const formats: Record<string, string> = {
  email: 'must be a plain e-mail address, like ada@example.com',
  url: 'must be a web address, like https://example.com',
  datetime: 'must be a date and time, like 2026-03-01T09:00:00Z',
  date: 'must be a date, like 2026-03-01',
  time: 'must be a time, like 09:00:00',
  duration: 'must be a length of time, like P3D or PT12H',
  e164: 'must be an international number, like +4930901820',
  uuid: 'must be a UUID',
  ipv4: 'must be an IPv4 address, like 192.0.2.1',
  ipv6: 'must be an IPv6 address, like 2001:db8::1',
  base64: 'must be Base64',
  base64url: 'must be Base64 for addresses',
  json_string: 'must be JSON',
};

function describeUnion(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string {
  if (issue.input === undefined) return 'is required';
  if (Array.isArray(issue.options) && issue.options.length > 0) return mustBeOneOf(issue.options);
  // Of alternatives that speak of the value itself, all are said; what speaks of something inside it fits one of them alone.
  const whole = issue.errors.map(([first, ...more]) => (first !== undefined && more.length === 0 && first.path.length === 0 ? first.message : null));
  return whole.length > 0 && whole.every((message) => message !== null) ? [...new Set(whole)].join(', or ') : 'is not written in the way that is expected here';
}
