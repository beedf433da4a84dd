import type { BuiltInTemplate } from './built-in-template.ts';
import { callToAction } from './call-to-action.ts';

function story(title: string, words: string): string {
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 20px"><tr><td style="padding:0 0 0 16px;border-left:3px solid #1a56c4">
<p style="margin:0 0 4px;font-size:17px;font-weight:600">${title}</p>
<p style="margin:0">${words}</p>
</td></tr></table>`;
}

/** For campaigns: it takes nothing but what every user has; a city is only spoken of where it is known. */
export const newsletter: BuiltInTemplate = {
  name: 'newsletter',
  description: 'For campaigns: a few stories, one below the other. Shows how to use an attribute that only some users have.',
  subject: '{{ campaign.name }}: what is new this month',
  html: `<h1>{{ campaign.name }}</h1>
<p>Hello {{ name }}, here is what happened{% if attributes.city %} in {{ attributes.city }} and elsewhere{% endif %} this month.</p>
${story('The first story', 'Say in two sentences what is new and why it matters to your readers. Leave out what they can read behind the link.')}
${story('The second story', 'One thought for each story. Three stories are enough: what comes fourth is rarely read.')}
${story('Save the date', 'When, where, and what for. Readers plan with a date, not with “soon”.')}
${callToAction("'https://example.com/newsletter'", 'Read it all')}`,
  text: `{{ campaign.name }}

Hello {{ name }}, here is what happened{% if attributes.city %} in {{ attributes.city }} and elsewhere{% endif %} this month.

* The first story
  Say in two sentences what is new and why it matters to your readers. Leave
  out what they can read behind the link.

* The second story
  One thought for each story. Three stories are enough: what comes fourth is
  rarely read.

* Save the date
  When, where, and what for. Readers plan with a date, not with "soon".

Read it all: https://example.com/newsletter`,
  layout: 'default',
  sample: { name: 'Grace Hopper', attributes: { city: 'Arlington' }, campaign: { name: 'The Monthly' } },
};
