import { availabilityOf, CreateTemplate } from '@carillon/domain';
import { describe, expect, it } from 'vitest';
import { builtInTemplate, builtInTemplates } from './built-in-templates.ts';
import { createTemplateRenderer } from './create-template-renderer.ts';

const renderer = createTemplateRenderer();
const cases = builtInTemplates.map(({ name, description, sample, ...source }) => ({ name, description, sample, source }));

/** The dotted path of every value that is not an object. */
function leaves(value: unknown, path: string[] = []): string[] {
  const isBranch = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isBranch ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key])) : [path.join('.')];
}

it('has the templates the product sends', () => {
  expect(builtInTemplates.map(({ name }) => name).sort()).toEqual(['account-deactivated', 'announcement', 'inactive-user', 'newsletter', 'payment-overdue', 'payment-reminder', 'test-email', 'verify-employee']);
});

it('finds a template by its name', () => {
  expect(builtInTemplate('payment-reminder')?.name).toBe('payment-reminder');
  expect(builtInTemplate('no-such-template')).toBeUndefined();
});

describe.each(cases)('$name', ({ name, description, sample, source }) => {
  it('could have been written by an operator', () => {
    expect(CreateTemplate.parse({ name, description, sample, ...source })).toEqual({ name, description, sample, ...source });
  });

  it('takes exactly the variables its sample has', () => {
    expect(renderer.inspect(source).variables).toEqual(leaves(sample).sort());
  });

  it('renders with its sample, leaving no Liquid and no empty value behind', () => {
    const { subject, html, text } = renderer.render(source, sample);
    expect(subject).toMatch(/^\S.*\S$/);
    expect(html).toMatch(/<h1>[^<]+<\/h1>/);
    expect(text.length).toBeGreaterThan(100);
    expect(subject + html + text).not.toMatch(/\{\{|\{%|undefined|null|NaN|\[object/);
  });

  it('keeps a script in any value inert', () => {
    const hostile = JSON.parse(JSON.stringify(sample), (key, value: unknown) => (key === 'name' || key === 'message' || key === 'reference' ? '<script>x</script>' : value));
    expect(renderer.render(source, hostile).html).not.toContain('<script');
  });
});

it('says the test e-mail without any data', () => {
  const { source } = cases.find(({ name }) => name === 'test-email') ?? {};
  expect(source && renderer.render(source, {}).subject).toBe('A test from Carillon');
});

it.each(['announcement', 'newsletter'])('%s takes what every recipient of a campaign has, and can do without attributes', (name) => {
  const source = builtInTemplate(name);
  const always = { name: 'Grace', attributes: {}, campaign: { id: 'cmp_1', name: 'The Monthly' } };
  expect(source && renderer.inspect(source).variables.map(availabilityOf)).not.toContain('never');
  expect(source && renderer.render(source, always).text).toContain('Hello Grace');
});

it.each([
  [1, 'Payment INV-2026-0017 is 1 day overdue'],
  [2, 'Payment INV-2026-0017 is 2 days overdue'],
])('counts days like people do: %d', (daysOverdue, subject) => {
  const template = builtInTemplate('payment-overdue');
  const payment = { reference: 'INV-2026-0017', amount: 4_990, currency: 'USD', dueDate: '2026-03-20', url: 'https://pay.example.com', daysOverdue };
  expect(template && renderer.render(template, { user: { name: 'Grace' }, payment }).subject).toBe(subject);
});
