import type { BuiltInTemplate } from './built-in-template.ts';
import { callToAction } from './call-to-action.ts';

const prepare = `{% assign zone = timeZone | default: 'UTC' %}{% assign until = verification.expiresAt | date_in_zone: zone, 'datetime' %}`;

export const verifyEmployee: BuiltInTemplate = {
  name: 'verify-employee',
  description: 'Asks an employee to confirm that they work for their employer.',
  subject: 'Please confirm that you work at {{ employer.name }}',
  html: `${prepare}<h1>One step is missing</h1>
<p>Hello {{ user.name }},</p>
<p>{{ employer.name }} has added you as an employee. Before you can use what comes with it, please confirm that this is right:</p>
${callToAction('verification.url', 'Confirm my employment')}
<p>The link is for you alone and works until <strong>{{ until }}</strong> ({{ zone }}).</p>
<p class="quiet">You do not work at {{ employer.name }}? Then please do not confirm; without it nothing happens.</p>`,
  text: `${prepare}Hello {{ user.name }},

{{ employer.name }} has added you as an employee. Before you can use what
comes with it, please confirm that this is right:
{{ verification.url | web_url }}

The link is for you alone and works until {{ until }} ({{ zone }}).

You do not work at {{ employer.name }}? Then please do not confirm; without
it nothing happens.`,
  layout: 'default',
  sample: {
    user: { name: 'Tim Berners-Lee' },
    employer: { name: 'Example Research' },
    verification: { url: 'https://app.example.com/verify/3f9a', expiresAt: '2026-04-05T18:00:00Z' },
    timeZone: 'Europe/Zurich',
  },
};
