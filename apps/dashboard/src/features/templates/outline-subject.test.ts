import { expect, it } from 'vitest';
import { outlineSubject } from './outline-subject.ts';

it.each([
  { subject: 'Welcome', outline: 'Welcome' },
  { subject: '{% assign zone = timeZone | default: "UTC" %}{{ amount | money }} is due', outline: '{{ amount }} is due' },
  { subject: '{%- if late -%}Late: {%- endif -%} {{- name -}}', outline: 'Late: {{ name }}' },
  { subject: '{% if\n late %}', outline: '' },
  { subject: '{% if one %}A day{% elsif two %}Two days{%- else -%}Days{% endif %} late', outline: 'A day late' },
  { subject: '{% capture late %}{{ days }} {% if days == 1 %}day{% else %}days{% endif %}{% endcapture %}It is {{ late }} overdue', outline: 'It is {{ late }} overdue' },
  { subject: 'Hello{% comment %} not {{ shown }} {% endcomment %}', outline: 'Hello' },
])('shows $subject as "$outline"', ({ subject, outline }) => {
  expect(outlineSubject(subject)).toBe(outline);
});
