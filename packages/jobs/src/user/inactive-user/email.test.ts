import { builtInTemplate, createTemplateRenderer } from '@carillon/templates';
import { expect, it } from 'vitest';
import { aUser } from '../../testing/start-data-services.ts';
import { inactiveUserEmail } from './email.ts';

const since = new Date('2026-01-01T23:30:00Z');
const textFor = (deactivatesAt: Date | null, timeZone = 'UTC') => {
  const email = inactiveUserEmail(aUser('ada', { timeZone, lastLoginAt: null }), { since, deactivatesAt }, { appUrl: 'https://app.example.com', companyName: 'X' });
  return createTemplateRenderer().render(builtInTemplate(email.template)!, email.data).text.replaceAll('\n', ' ');
};

it('names the day of the deactivation, as the user counts days', () => {
  expect(textFor(new Date('2026-04-10T23:30:00Z'), 'Europe/Berlin')).toContain('you last signed in on January 2, 2026.');
  expect(textFor(new Date('2026-04-10T23:30:00Z'), 'Europe/Berlin')).toContain('will be deactivated on Saturday, April 11, 2026.');
});

it('threatens with nothing that will not happen', () => {
  expect(textFor(null)).not.toMatch(/deactivate|deleted/);
  expect(textFor(null)).toContain('https://app.example.com/sign-in');
});
