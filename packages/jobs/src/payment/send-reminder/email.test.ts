import { builtInTemplate, createTemplateRenderer } from '@carillon/templates';
import { expect, it } from 'vitest';
import { aPayment, aUser } from '../../testing/start-data-services.ts';
import { paymentReminderEmail } from './email.ts';

it('says what is due when, in the currency and the zone of the user, and where to pay', () => {
  const email = paymentReminderEmail(aPayment('inv-42', 'ada', { dueDate: '2026-04-01' }), aUser('ada', { timeZone: 'America/New_York' }), { appUrl: 'https://pay.example.com/', companyName: 'X' });
  const { subject, text } = createTemplateRenderer().render(builtInTemplate(email.template)!, email.data);
  expect(subject).toBe('€12.50 is due on Wednesday, April 1, 2026');
  expect(text).toContain('https://pay.example.com/payments/inv-42');
  expect(email).toMatchObject({ to: 'ada@example.com', category: 'payments' });
});
