import type { BuiltInTemplate } from './built-in-template.ts';
import { callToAction } from './call-to-action.ts';

const prepare = `{% assign zone = timeZone | default: 'UTC' %}{% assign seen = user.lastLoginAt | date_in_zone: zone %}`;

export const inactiveUser: BuiltInTemplate = {
  name: 'inactive-user',
  description: 'Asks somebody who has not signed in for long to come back before the account is deactivated.',
  subject: `${prepare}{{ user.name }}, do you still need your account?`,
  html: `${prepare}<h1>It has been a while</h1>
<p>Hello {{ user.name }},</p>
<p>you last signed in on {{ seen }}.{% if account.deactivatesAt %} To keep unused accounts from becoming a risk, we deactivate them after some time; yours will be deactivated on <strong>{{ account.deactivatesAt | date_in_zone: zone, 'weekday' }}</strong>.{% endif %}</p>
<p>If you would like to keep it, signing in once is enough:</p>
${callToAction('account.signInUrl', 'Keep my account')}
{% if account.deactivatesAt %}<p class="quiet">If you no longer need it, you need not do anything. Nothing is deleted on that day.</p>{% endif %}`,
  text: `${prepare}Hello {{ user.name }},

you last signed in on {{ seen }}.{% if account.deactivatesAt %} To keep unused accounts
from becoming a risk, we deactivate them after some time; yours will be
deactivated on {{ account.deactivatesAt | date_in_zone: zone, 'weekday' }}.{% endif %}

If you would like to keep it, signing in once is enough:
{{ account.signInUrl | web_url }}
{% if account.deactivatesAt %}
If you no longer need it, you need not do anything. Nothing is deleted on
that day.{% endif %}`,
  layout: 'default',
  sample: {
    user: { name: 'Alan Turing', lastLoginAt: '2025-12-29T22:40:00Z' },
    account: { deactivatesAt: '2026-04-10T00:00:00+01:00', signInUrl: 'https://app.example.com/sign-in' },
    timeZone: 'Europe/London',
  },
};
