import type { Liquid, Template } from 'liquidjs';
import { templateLimits } from './template-limits.ts';

/** Parses each source once and keeps the most recently used ones. */
export function createCompiledTemplates(engine: Liquid): (source: string) => Template[] {
  const kept = new Map<string, Template[]>();
  return (source) => {
    const compiled = kept.get(source) ?? engine.parse(source);
    // Re-inserting makes it the newest: a Map iterates in insertion order.
    kept.delete(source);
    kept.set(source, compiled);
    const oldest = kept.keys().next().value;
    if (kept.size > templateLimits.compiled && oldest !== undefined) kept.delete(oldest);
    return compiled;
  };
}
