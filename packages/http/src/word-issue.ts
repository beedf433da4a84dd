import type { z } from 'zod';

/** What is wrong with a value, for whoever reads it beside a field. Where a schema has words of its own, those stand. */
export function wordIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'too_small':
      return describeBound(issue.origin, Number(issue.minimum), issue.inclusive === false ? 'more than' : 'at least');
    case 'too_big':
      return describeBound(issue.origin, Number(issue.maximum), issue.inclusive === false ? 'less than' : 'at most');
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : `must be ${kinds[issue.expected] ?? issue.expected}`;
    default:
      return undefined;
  }
}

function describeBound(origin: string, bound: number, words: string): string | undefined {
  const many = bound === 1 ? '' : 's';
  switch (origin) {
    case 'string':
      return bound === 1 && words === 'at least' ? 'is required' : `must have ${words} ${bound} character${many}`;
    case 'array':
      return `must have ${words} ${bound} item${many}`;
    case 'number':
    case 'int':
      return `must be ${words} ${bound}`;
    default:
      return undefined;
  }
}

const kinds: Record<string, string> = { string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'an object', record: 'an object' };
