import type { BuiltInTemplate } from './built-in-template.ts';

/** Needs no data: it is sent before anything else is set up. */
export const testEmail: BuiltInTemplate = {
  name: 'test-email',
  description: 'A short message to check that e-mail leaves and arrives.',
  subject: 'A test from Carillon',
  html: `<h1>It works</h1>
<p>This is a test. Somebody wanted to see whether messages reach this address, and this one did.</p>
{% if message %}<p style="padding:12px 16px;border-left:3px solid #1a56c4">{{ message | newline_to_br }}</p>
{% endif %}<p class="quiet">You need not do anything. If you did not expect a test, you can delete it.</p>`,
  text: null,
  layout: 'default',
  sample: { message: 'Good morning from the operations desk.' },
};
