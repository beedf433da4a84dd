import { isDocument, type Value } from '../bson/values.ts';
import type { Stage } from './pipeline.ts';

const wholeDocument = /^\$\$(ROOT|CURRENT)\b/;

/** Collects the top-level fields an expression reads. False when it reads the whole document. */
function collect(expression: Value, into: Set<string>): boolean {
  if (typeof expression === 'string') {
    if (wholeDocument.test(expression)) return false;
    if (expression.startsWith('$') && !expression.startsWith('$$')) into.add(expression.slice(1).split('.')[0] ?? '');
    return true;
  }
  if (Array.isArray(expression)) return expression.every((item) => collect(item, into));
  if (!isDocument(expression)) return true;
  if ('$top' in expression || '$topN' in expression || '$bottom' in expression || '$bottomN' in expression || '$getField' in expression) return false;
  return Object.values(expression).every((value) => collect(value, into));
}

/** The top-level fields a pipeline can see of its input, when its first stage makes new documents of them; else undefined. */
export function neededFields(stages: readonly Stage[]): ReadonlySet<string> | undefined {
  const [first] = stages;
  if (first?.name === '$count') return new Set();
  if (first?.name !== '$group' && first?.name !== '$sortByCount') return undefined;
  const fields = new Set<string>();
  return collect(first.specification, fields) ? fields : undefined;
}
