import '@carillon/domain/words';
import { CarillonError, sayDetail, type ProblemDetail } from '@carillon/domain';
import type { z } from 'zod';
import type { RawRequest } from './raw-request.ts';

/**
 * Parses params, query, headers and body in one go. Throws `validation-failed` with one detail per wrong field, or
 * `not-found` when only the path is wrong: an address that can not exist is not there.
 */
export function parseRequest<Schema extends z.ZodType>(schema: Schema, raw: RawRequest): z.output<Schema> {
  const parsed = schema.safeParse(raw, { reportInput: true });
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.flatMap(describeIssue);
  const pathOnly = parsed.error.issues.every((issue) => issue.path[0] === 'params');
  if (pathOnly) throw new CarillonError('not-found', 'There is nothing at this address.', { details });
  throw new CarillonError('validation-failed', details.map((detail) => sayDetail(detail)).join(' ').slice(0, 500), { details });
}

/** Issues in what a request's JSON body would hold, as details with pointers; for checks behind the schema. */
export function describeIssue(issue: z.core.$ZodIssue): ProblemDetail[] {
  const [place, ...path] = issue.path;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ ...locate(place, [...path, key]), code: 'unknown-field', message: 'is not known here' }));
  }
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  return [{ ...locate(place, path), code: missing ? 'required' : issueCodes[issue.code], message: missing ? 'is required' : issue.message }];
}

const issueCodes: Record<z.core.$ZodIssue['code'], string> = {
  invalid_type: 'invalid-type',
  too_big: 'too-big',
  too_small: 'too-small',
  invalid_format: 'invalid-format',
  not_multiple_of: 'not-multiple-of',
  unrecognized_keys: 'unknown-field',
  invalid_union: 'invalid',
  invalid_key: 'invalid-key',
  invalid_element: 'invalid-element',
  invalid_value: 'invalid-value',
  custom: 'invalid',
};

function locate(place: PropertyKey | undefined, path: readonly PropertyKey[]): Pick<ProblemDetail, 'pointer' | 'parameter'> {
  return place === 'body' ? { pointer: toPointer(path) } : { parameter: path.map(String).join('.') };
}

/** RFC 6901: `~` and `/` inside a name are escaped. The whole document is the empty string. */
function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
