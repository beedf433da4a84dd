import type { BuiltInTemplate } from './built-in-template.ts';
import { callToAction } from './call-to-action.ts';

/** For campaigns: it takes nothing but what every user has. The campaign's name is its headline. */
export const announcement: BuiltInTemplate = {
  name: 'announcement',
  description: 'For campaigns: one piece of news, under the name of the campaign. Put in your own words and link.',
  subject: '{{ campaign.name }}',
  html: `<p class="quiet" style="margin:0 0 4px;font-size:13px;letter-spacing:0.04em;text-transform:uppercase;color:#5b6676">News</p>
<h1>{{ campaign.name }}</h1>
<p>Hello {{ name }},</p>
<p>there is something new, and we wanted you to be among the first to know. It is ready for you today, and there is nothing you need to set up.</p>
${callToAction("'https://example.com/news'", 'See what is new')}
<p>We hope you like it.</p>`,
  text: `{{ campaign.name }}

Hello {{ name }},

there is something new, and we wanted you to be among the first to know. It is
ready for you today, and there is nothing you need to set up.

See what is new: https://example.com/news

We hope you like it.`,
  layout: 'default',
  sample: { name: 'Ada Lovelace', campaign: { name: 'Our spring collection is here' } },
};
