import { builtInTemplate, createTemplateRenderer } from '@carillon/templates';
import { expect, it } from 'vitest';
import { aUser } from '../../testing/start-data-services.ts';
import { accountDeactivatedEmail } from './email.ts';

it('says when it was done, and how to come back', () => {
  const email = accountDeactivatedEmail(aUser('ada', { timeZone: 'America/Chicago' }), new Date('2026-04-10T04:00:00Z'), { appUrl: 'https://app.example.com', companyName: 'X' });
  const { text } = createTemplateRenderer().render(builtInTemplate(email.template)!, email.data);
  expect(text).toContain('April 9, 2026 at 11:00');
  expect(text).toContain('https://app.example.com/reactivate');
});
