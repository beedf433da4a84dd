import type { BuiltInTemplate } from './built-in-template.ts';
import { callToAction } from './call-to-action.ts';

const prepare = `{% assign zone = timeZone | default: 'UTC' %}{% assign amount = payment.amount | money: payment.currency %}{% assign due = payment.dueDate | date_in_zone: zone, 'weekday' %}`;

export const paymentReminder: BuiltInTemplate = {
  name: 'payment-reminder',
  description: 'A friendly word before a payment is due.',
  subject: `${prepare}{{ amount }} is due on {{ due }}`,
  html: `${prepare}<h1>A payment is coming up</h1>
<p>Hello {{ user.name }},</p>
<p>your payment <strong>{{ payment.reference }}</strong> of <strong>{{ amount }}</strong> is due on <strong>{{ due }}</strong>. Paying takes a minute:</p>
${callToAction('payment.url', 'Pay {{ amount }}')}
<p>If you have paid already, thank you: there is nothing left to do, and this message crossed your payment on its way.</p>`,
  text: `${prepare}Hello {{ user.name }},

your payment {{ payment.reference }} of {{ amount }} is due on {{ due }}.

Pay here: {{ payment.url | web_url }}

If you have paid already, thank you: there is nothing left to do, and this
message crossed your payment on its way.`,
  layout: 'default',
  sample: {
    user: { name: 'Ada Lovelace' },
    payment: { reference: 'INV-2026-0042', amount: 125_000, currency: 'EUR', dueDate: '2026-04-03', url: 'https://pay.example.com/INV-2026-0042' },
    timeZone: 'Europe/Berlin',
  },
};
