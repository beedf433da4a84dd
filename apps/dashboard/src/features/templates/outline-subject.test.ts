import { expect, it } from 'vitest';
import { outlineSubject } from './outline-subject.ts';

it.each([
  { subject: 'Welcome', outline: 'Welcome' },
  { subject: '{% assign zone = timeZone | default: "UTC" %}{{ amount | money }} is due', outline: '{{ amount }} is due' },
  { subject: '{%- if late -%}Late: {%- endif -%} {{- name -}}', outline: 'Late: {{ name }}' },
  { subject: '{% if\n late %}', outline: '' },
])('shows $subject as "$outline"', ({ subject, outline }) => {
  expect(outlineSubject(subject)).toBe(outline);
});
