import { describe, expect, it } from 'vitest';
import { CreateNotification } from './schema.ts';

const good = { to: 'ada@example.com', subject: 'Hello', text: 'Hi' };

function pointersOf(body: unknown): string[] {
  const parsed = CreateNotification.safeParse(body);
  return parsed.success ? [] : parsed.error.issues.map((issue) => `/${issue.path.join('/')}`);
}

describe('CreateNotification', () => {
  it('fills in what was left out', () => {
    expect(CreateNotification.parse(good)).toEqual({ ...good, channel: 'email', category: 'transactional', priority: 'normal' });
  });

  it.each([
    ['no recipient', { subject: 'a', text: 'b' }, ['/to']],
    ['a recipient without a domain', { ...good, to: 'ada' }, ['/to']],
    ['two recipients', { ...good, to: 'a@example.com,b@example.com' }, ['/to']],
    ['a header smuggled into the recipient', { ...good, to: 'a@example.com\r\nBcc: all@example.com' }, ['/to']],
    ['a header smuggled into the subject', { ...good, subject: 'Hi\r\nBcc: all@example.com' }, ['/subject']],
    ['neither template nor content', { to: good.to }, ['/subject', '/text']],
    ['both template and content', { ...good, template: 'test-email' }, ['/subject', '/text']],
    ['data without a template', { ...good, data: {} }, ['/data']],
    ['an unknown channel', { ...good, channel: 'pigeon' }, ['/channel']],
    ['a time without an offset', { ...good, sendAt: '2026-03-29T01:59:00' }, ['/sendAt']],
    ['a category with spaces', { ...good, category: 'Not This' }, ['/category']],
    ['an unknown priority', { ...good, priority: 'urgent' }, ['/priority']],
  ])('refuses %s, and points at it', (_title, body, expected) => {
    expect(pointersOf(body)).toEqual(expected);
  });

  it('refuses a field it does not know, by name', () => {
    expect(CreateNotification.safeParse({ ...good, subjekt: 'x' }).error?.issues[0]).toMatchObject({ code: 'unrecognized_keys', keys: ['subjekt'] });
  });
});
