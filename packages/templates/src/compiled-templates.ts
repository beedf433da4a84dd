import type { Liquid, Template } from 'liquidjs';
import { findOversize, OversizeError } from './check-size.ts';
import { templateLimits } from './template-limits.ts';

/** Parses each source once and keeps the most recently used ones. Throws what Liquid throws, and OversizeError beyond the limits. */
export function createCompiledTemplates(engine: Liquid): (source: string) => Template[] {
  const kept = new Map<string, Template[]>();
  return (source) => {
    const compiled = kept.get(source) ?? parseChecked(engine, source);
    // Re-inserting makes it the newest: a Map iterates in insertion order.
    kept.delete(source);
    kept.set(source, compiled);
    const oldest = kept.keys().next().value;
    if (kept.size > templateLimits.compiled && oldest !== undefined) kept.delete(oldest);
    return compiled;
  };
}

function parseChecked(engine: Liquid, source: string): Template[] {
  const oversize = findOversize(source);
  if (oversize !== null) throw new OversizeError(oversize);
  return engine.parse(source);
}
