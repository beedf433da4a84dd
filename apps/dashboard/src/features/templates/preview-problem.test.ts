import { expect, it } from 'vitest';
import { ApiError } from '../../lib/http/api-error.ts';
import { readPreviewProblem } from './preview-problem.ts';

const refuse = (code: string, errors: { pointer?: string; code: string; message: string }[]) => new ApiError({ status: 422, code, title: 'Refused', errors, requestId: 'r-1' });

it('names every missing variable once', () => {
  const error = refuse('undefined-variables', [
    { pointer: '/data/user/name', code: 'undefined', message: 'is not given' },
    { pointer: '/data/amount', code: 'undefined', message: 'is not given' },
    { pointer: '/data/amount', code: 'undefined', message: 'is not given' },
  ]);
  expect(readPreviewProblem(error)).toEqual({ kind: 'undefined-variables', variables: ['amount', 'user.name'] });
});

it('finds the field and the line of a broken template', () => {
  const error = refuse('template-invalid', [{ pointer: '/html', code: 'syntax', message: 'tag "if" not closed, line:3, col:2' }]);
  expect(readPreviewProblem(error)).toMatchObject({ kind: 'invalid', field: 'html', line: 3 });
});

it('passes on what has nothing to do with the template', () => {
  expect(readPreviewProblem(refuse('rate-limited', []))).toMatchObject({ kind: 'other' });
});
