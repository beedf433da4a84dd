import type { BuiltInTemplate } from './built-in-template.ts';
import { callToAction } from './call-to-action.ts';

const prepare = `{% assign zone = timeZone | default: 'UTC' %}{% assign amount = payment.amount | money: payment.currency %}{% assign due = payment.dueDate | date_in_zone: zone %}{% capture late %}{{ payment.daysOverdue }} {% if payment.daysOverdue == 1 %}day{% else %}days{% endif %}{% endcapture %}`;

export const paymentOverdue: BuiltInTemplate = {
  name: 'payment-overdue',
  description: 'Says that a payment is late, and how to settle it.',
  subject: `${prepare}Payment {{ payment.reference }} is {{ late }} overdue`,
  html: `${prepare}<h1>We are still waiting for your payment</h1>
<p>Hello {{ user.name }},</p>
<p>your payment <strong>{{ payment.reference }}</strong> of <strong>{{ amount }}</strong> was due on {{ due }}, {{ late }} ago, and we have not received it yet.</p>
${callToAction('payment.url', 'Settle {{ amount }} now')}
<p>If something is wrong with the amount, or you need more time, please tell us: we would rather find a way than send another reminder.</p>
<p class="quiet">Paid in the last few days? Then please disregard this message.</p>`,
  text: `${prepare}Hello {{ user.name }},

your payment {{ payment.reference }} of {{ amount }} was due on {{ due }},
{{ late }} ago, and we have not received it yet.

Settle it here: {{ payment.url | web_url }}

If something is wrong with the amount, or you need more time, please tell us:
we would rather find a way than send another reminder.

Paid in the last few days? Then please disregard this message.`,
  layout: 'default',
  sample: {
    user: { name: 'Grace Hopper' },
    payment: { reference: 'INV-2026-0017', amount: 4_990, currency: 'USD', dueDate: '2026-03-20', daysOverdue: 7, url: 'https://pay.example.com/INV-2026-0017' },
    timeZone: 'America/New_York',
  },
};
