import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { listCategories } from './list-categories.ts';
import { pagePolicy } from './page-style.ts';
import { maskAddress, renderPreferences } from './render-page.ts';

it.each([
  ['ada@example.com', 'a•••@example.com'],
  ['a@example.com', 'a•••@example.com'],
  ['@example.com', '•••'],
  ['', '•••'],
])('%j is shown as %s', (address, shown) => {
  expect(maskAddress(address)).toBe(shown);
});

it('lists the category of the message first, each once, and nothing that can not be refused', () => {
  const choices = listCategories({ unsubscribedFrom: ['old-news', 'account'], consent: [{ category: 'all', wanted: true, at: '2026-01-01T00:00:00.000Z', source: 'import' }] }, 'transactional', ['campaigns', 'spring-sale']);
  expect(choices.map(({ category, title, wanted }) => [category, title, wanted])).toEqual([
    ['payments', 'Payments', true],
    ['account', 'Your account', false],
    ['verification', 'Verification', true],
    ['campaigns', 'News and offers', true],
    ['spring-sale', 'Spring sale', true],
    ['old-news', 'Old news', false],
  ]);
  expect(listCategories({ unsubscribedFrom: [], consent: [] }, 'spring-sale', [])[0]).toMatchObject({ category: 'spring-sale', title: 'Spring sale' });
});

it('shows whatever a name contains as text', () => {
  const html = renderPreferences({ sender: '<script>alert(1)</script>', address: '"><b>@x.test', category: 'payments', choices: [], done: null });
  expect(html).not.toMatch(/<script|<b>/);
});

it('has the very style that its policy lets in', () => {
  const style = /<style>([\s\S]*)<\/style>/.exec(renderPreferences({ sender: 'x', address: 'x', category: 'x', choices: [], done: null }))?.[1] ?? '';
  expect(pagePolicy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
});
