import type { z } from 'zod';
import type { ProblemDetail } from './schema.ts';

/** What is wrong with one field, as a sentence with the name that people know the field by. */
export function sayDetail({ pointer, parameter, message }: Pick<ProblemDetail, 'pointer' | 'parameter' | 'message'>, label?: string): string {
  return sentence(label ?? (pointer === undefined ? labelOfParameter(parameter ?? '') : labelOf(segmentsOf(pointer))), message);
}

/** What is wrong with a value, a sentence for each of its fields. */
export function sayIssues(issues: readonly Pick<z.core.$ZodIssue, 'path' | 'message'>[]): string {
  return issues.map(({ path, message }) => sentence(labelOf(path.map(String)), message)).join(' ');
}

/** The segments of a JSON pointer (RFC 6901). */
function segmentsOf(pointer: string): string[] {
  return pointer.split('/').slice(1).map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What a query parameter is called: an element of a list has its number behind a dot, and `to` is the end of a range. */
function labelOfParameter(parameter: string): string {
  return parameter === 'to' ? 'To' : labelOf(parameter.split('.'));
}

/** What people call a field. Names that they gave themselves stay as they are. */
function labelOf(path: readonly string[]): string {
  const last = path.at(-1);
  if (last === undefined) return '';
  const free = path.findIndex((segment, index) => namedByPeople.has(segment) && index < path.length - 1);
  if (free !== -1) return `“${path.slice(free + 1).join('.')}”`;
  if (/^\d+$/.test(last) && path.length > 1) return `Item ${Number(last) + 1} of ${lowerFirst(labelOf(path.slice(0, -1)))}`;
  return Object.hasOwn(labels, last) ? String(labels[last]) : upperFirst(inWords(last));
}

/** Under these stand names that somebody made up. */
const namedByPeople = new Set(['data', 'sample', 'attributes', 'headers']);

/** Where the word on the screen is another one than that in the contract. */
const labels: Readonly<Record<string, string>> = {
  to: 'Recipient', email: 'E-mail', html: 'HTML', cron: 'Cron expression', segmentId: 'Segment', at: 'Time', ratePerSecond: 'At most per second', pauseAtBounceRate: 'Pause at bounces', ids: 'Ids',
};

/** `look-backDays` in words: what is put together from several is taken apart. */
function inWords(name: string): string {
  return name.replaceAll(/([a-z\d])([A-Z])/g, (_joint, before: string, after: string) => `${before} ${after.toLowerCase()}`).replaceAll(/[-_.]+/g, ' ').trim();
}

/** A message that goes on from the name of its field begins with one of these. */
const GOES_ON = /^(is|are|has|have|must|can|may|needs|belongs|comes|lies|names|does)\b/;

function sentence(label: string, message: string): string {
  const whole = GOES_ON.test(message) ? `${label === '' ? 'What was sent' : label} ${message}` : label === '' ? upperFirst(message) : `${label}: ${message}`;
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
