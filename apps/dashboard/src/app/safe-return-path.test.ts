import { expect, it } from 'vitest';
import { safeReturnPath } from './safe-return-path.ts';

it.each(['/', '/notifications?status=failed', '/templates/test-email#versions'])('leads back to %s', (path) => {
  expect(safeReturnPath(path)).toBe(path);
});

it.each([null, '', 'https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example', 'javascript:alert(1)', '/sign-in?next=/sign-in'])('does not follow %j', (path) => {
  expect(safeReturnPath(path)).toBe('/');
});
