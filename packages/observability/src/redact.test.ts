import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';

describe('redact', () => {
  it.each([
    ['a password', { password: 'hunter2' }, { password: '[redacted]' }],
    ['a nested token', { request: { accessToken: 'x' } }, { request: { accessToken: '[redacted]' } }],
    ['a header', { headers: { Authorization: 'Bearer x', accept: '*/*' } }, { headers: { Authorization: '[redacted]', accept: '*/*' } }],
    ['a message body', { html: '<p>', text: 'hi', subject: 'Hello' }, { html: '[redacted]', text: '[redacted]', subject: 'Hello' }],
    ['credentials in a URL', { url: 'redis://user:pass@host:6379/0' }, { url: 'redis://[redacted]@host:6379/0' }],
    ['a list', [{ secret: 1 }, 2], [{ secret: '[redacted]' }, 2]],
    ['a date', { at: new Date(0) }, { at: '1970-01-01T00:00:00.000Z' }],
    ['null', null, null],
  ])('hides %s and keeps the rest', (_title, input, expected) => {
    expect(redact(input)).toEqual(expected);
  });

  it('says what an error was and what caused it', () => {
    const error = new Error('outer redis://a:b@c', { cause: new Error('inner') });
    expect(redact({ error })).toMatchObject({ error: { name: 'Error', message: 'outer redis://[redacted]@c', cause: { message: 'inner' } } });
  });

  it('ends in a circle instead of running for ever', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(JSON.stringify(redact(circle))).toContain('[too deep]');
  });
});
