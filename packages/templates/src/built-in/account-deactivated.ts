import type { BuiltInTemplate } from './built-in-template.ts';
import { callToAction } from './call-to-action.ts';

const prepare = `{% assign zone = timeZone | default: 'UTC' %}{% assign at = account.deactivatedAt | date_in_zone: zone, 'datetime' %}`;

export const accountDeactivated: BuiltInTemplate = {
  name: 'account-deactivated',
  description: 'Says that an account was deactivated, and how to get it back.',
  subject: 'Your account has been deactivated',
  html: `${prepare}<h1>Your account is deactivated</h1>
<p>Hello {{ user.name }},</p>
<p>nobody had signed in to your account for a long time, so we deactivated it on {{ at }} ({{ zone }}). Your data is still there, and you will not hear from us about the account again.</p>
<p>Whenever you would like to come back:</p>
${callToAction('account.reactivateUrl', 'Reactivate my account')}`,
  text: null,
  layout: 'default',
  sample: {
    user: { name: 'Katherine Johnson' },
    account: { deactivatedAt: '2026-04-10T04:00:00Z', reactivateUrl: 'https://app.example.com/reactivate' },
    timeZone: 'America/Chicago',
  },
};
