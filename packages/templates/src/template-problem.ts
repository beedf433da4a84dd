import { CarillonError, type ProblemDetail } from '@carillon/domain';
import { LiquidError } from 'liquidjs';
import { DataError } from './data-error.ts';
import { flattenLiquidErrors } from './liquid-errors.ts';
import type { UndefinedVariable } from './undefined-variables.ts';

export type TemplateField = 'subject' | 'html' | 'text';

/** More are not read by anybody. */
const MAX_PROBLEMS = 20;

/** What is wrong with one field, with line and column where they are known. */
export function describeProblems(field: TemplateField, error: unknown): ProblemDetail[] {
  return flattenLiquidErrors(error).slice(0, MAX_PROBLEMS).map((problem) => describeProblem(field, problem));
}

function describeProblem(field: TemplateField, error: unknown): ProblemDetail {
  const cause = LiquidError.is(error) ? (error.originalError ?? error) : error;
  const pointer = cause instanceof DataError ? '/data' : `/${field}`;
  const [line, column] = LiquidError.is(error) ? error.token.getPosition() : [];
  const where = line === undefined ? field : `${field}, line ${line}, column ${column}`;
  return { pointer, code: cause instanceof DataError ? 'unusable-value' : 'liquid', message: `${explain(cause)} (${where})` };
}

/** The refusal for a template that can not be compiled or rendered. */
export function templateInvalid(details: readonly ProblemDetail[]): CarillonError {
  return new CarillonError('template-invalid', details.map(({ message }) => message).join('; '), { details });
}

/** The refusal for data that lacks variables: one detail for each, in the order of the template. */
export function undefinedVariables(missing: readonly UndefinedVariable[]): CarillonError {
  const byName = new Map(missing.map((variable) => [variable.name, variable]));
  const details = [...byName.values()].map(({ name, path }) => ({
    pointer: ['/data', ...(path ?? []).map(escapePointer)].join('/'),
    code: 'undefined',
    message: `${name} is used by the template, and the data does not have it`,
  }));
  return new CarillonError('undefined-variables', `The data does not have ${[...byName.keys()].join(', ')}`, { details });
}

/** RFC 6901, 3. */
function escapePointer(segment: string | number): string {
  return String(segment).replaceAll('~', '~0').replaceAll('/', '~1');
}

function explain(cause: unknown): string {
  if (cause instanceof RangeError) return 'the template is nested too deeply, or makes too much text';
  const message = (cause instanceof Error ? cause.message : String(cause)).replace(/, (?:file:.*, )?line:\d+, col:\d+$/s, '');
  if (message === 'template render limit exceeded') return 'the template takes too long to render';
  if (message === 'memory alloc limit exceeded') return 'the template needs too much memory';
  if (message === 'parse length limit exceeded') return 'the template is too long';
  return message;
}
