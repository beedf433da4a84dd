import { CarillonError, type ProblemDetail } from '@carillon/domain';
import { LiquidError } from 'liquidjs';
import { OversizeError } from './check-size.ts';
import { DataError } from './data-error.ts';
import { flattenLiquidErrors } from './liquid-errors.ts';
import type { UndefinedVariable } from './undefined-variables.ts';

export type TemplateField = 'subject' | 'html' | 'text';

/** More are not read by anybody. */
const MAX_PROBLEMS = 20;

/** What is wrong with one field, with line and column where they are known. After running out of something, that alone counts. */
export function describeProblems(field: TemplateField, error: unknown): ProblemDetail[] {
  const problems = flattenLiquidErrors(error);
  const exhaustion = problems.find((problem) => exhausted(causeOf(problem)) !== undefined);
  return (exhaustion === undefined ? problems.slice(0, MAX_PROBLEMS) : [exhaustion]).map((problem) => describeProblem(field, problem));
}

function describeProblem(field: TemplateField, error: unknown): ProblemDetail {
  const cause = causeOf(error);
  const [line, column] = LiquidError.is(error) ? error.token.getPosition() : [];
  const where = line === undefined ? field : `${field}, line ${line}, column ${column}`;
  const message = `${exhausted(cause) ?? withoutPlace(cause)} (${where})`;
  return cause instanceof DataError ? { pointer: '/data', code: 'unusable-value', message } : { pointer: `/${field}`, code: 'liquid', message };
}

function causeOf(error: unknown): unknown {
  return LiquidError.is(error) ? (error.originalError ?? error) : error;
}

/** What a template has used up, if that is what stopped it. */
function exhausted(cause: unknown): string | undefined {
  if (cause instanceof OversizeError) return cause.message;
  if (cause instanceof RangeError) return 'the template is nested too deeply, or makes too much text';
  return cause instanceof Error ? limits[withoutPlace(cause)] : undefined;
}

/** Whether it was stopped because it took too long. */
export function isTooSlow(error: unknown): boolean {
  return flattenLiquidErrors(error).some((problem) => withoutPlace(causeOf(problem)) === TOO_SLOW);
}

const TOO_SLOW = 'template render limit exceeded';
const limits: Record<string, string> = {
  [TOO_SLOW]: 'the template takes too long to render',
  'memory alloc limit exceeded': 'the template needs too much memory',
};

/** Liquid writes the place at the end of its messages; here it is said for the field. */
function withoutPlace(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/, (?:file:.*, )?line:\d+, col:\d+$/s, '');
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
