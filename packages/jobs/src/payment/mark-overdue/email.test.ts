import { builtInTemplate, createTemplateRenderer } from '@carillon/templates';
import { expect, it } from 'vitest';
import { aPayment, aUser } from '../../testing/start-data-services.ts';
import { paymentOverdueEmail } from './email.ts';

it.each([
  [1, 'Payment INV-42 is 1 day overdue'],
  [9, 'Payment INV-42 is 9 days overdue'],
])('%i days late: %s', (daysOverdue, expected) => {
  const email = paymentOverdueEmail(aPayment('42', 'ada'), aUser('ada'), { daysOverdue }, { appUrl: 'https://pay.example.com', companyName: 'X' });
  expect(createTemplateRenderer().render(builtInTemplate(email.template)!, email.data).subject).toBe(expected);
});
