import { builtInTemplate, createTemplateRenderer } from '@carillon/templates';
import { expect, it } from 'vitest';
import { aUser, aVerification } from '../../testing/start-data-services.ts';
import { verifyEmployeeEmail } from './email.ts';

it('asks the employee by name, at the address of the verification, until it expires', () => {
  const verification = aVerification('v1', 'ada', { employeeName: 'Ada L.', expiresAt: '2026-04-05T18:00:00.000Z' });
  const email = verifyEmployeeEmail(verification, aUser('ada', { timeZone: 'Europe/Zurich' }), { appUrl: 'https://app.example.com', companyName: 'Example Research' });
  const { subject, text } = createTemplateRenderer().render(builtInTemplate(email.template)!, email.data);
  expect(email.to).toBe('ada@work.example.com');
  expect(subject).toBe('Please confirm that you work at Example Research');
  expect(text).toMatch(/Hello Ada L\.,[^]*https:\/\/app\.example\.com\/verifications\/v1[^]*April 5, 2026 at 8:00/);
});
