import type { Schedule, ScheduleParameters } from '@carillon/domain';
import { z } from 'zod';

export type ParameterKind = 'number' | 'number-list' | 'text';
export interface ParameterField {
  name: string;
  label: string;
  description: string | null;
  kind: ParameterKind;
}

/** The part of JSON Schema (draft 2020-12) that fields are made of. */
const Described = z.object({
  properties: z.record(z.string(), z.object({ type: z.string().optional(), items: z.object({ type: z.string().optional() }).optional(), description: z.string().optional() })).default({}),
});
const numeric = ['integer', 'number'];

/** One field for each parameter that the server says can be set. */
export function describeParameters(schema: Schedule['parametersSchema']): ParameterField[] {
  const described = Described.safeParse(schema);
  if (!described.success) return [];
  return Object.entries(described.data.properties).map(([name, { type = '', items, description }]) => ({
    name,
    label: labelOf(name),
    description: description ?? null,
    kind: numeric.includes(type) ? 'number' : type === 'array' && numeric.includes(items?.type ?? '') ? 'number-list' : 'text',
  }));
}

/** `graceDays` → "Grace days" */
function labelOf(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** As it stands in the field: lists with commas. */
export function parameterText(value: ScheduleParameters[string] | undefined): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(parameterText).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What was typed, as the server takes it. What is no number stays text: the server then says so at the field. */
export function parameterValue(kind: ParameterKind, text: string): ScheduleParameters[string] {
  if (kind === 'number') return numberOrText(text.trim());
  if (kind === 'text') return text;
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(numberOrText);
}

function numberOrText(text: string): number | string {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
