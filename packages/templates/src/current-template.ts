import { CarillonError, type Template, type TemplateSummary } from '@carillon/domain';
import type { BuiltInTemplate } from './built-in/built-in-template.ts';
import { builtInTemplate } from './built-in-templates.ts';

/** A template before its variables are looked for: all that rendering takes. */
export type CurrentTemplate = Omit<Template, 'variables'>;

/** A version as it is kept; `removed` says that it took the template, or an edit of a built-in one, away. */
export interface StoredTemplate extends Omit<BuiltInTemplate, 'sample'> {
  version: number;
  removed: boolean;
  sample: Template['sample'];
  at: string;
  by: string;
}
type StoredSummary = Pick<StoredTemplate, 'name' | 'version' | 'removed' | 'description' | 'subject' | 'at' | 'by'>;

/**
 * Which template a name stands for: its newest stored version, else the built-in one as version 1. Where that version took
 * an edit back, it is the built-in again, under the version's number: numbers never go back. Null: there is none.
 */
export function currentTemplate(stored: StoredTemplate | null, builtIn: BuiltInTemplate | undefined): CurrentTemplate | null {
  if (stored !== null && !stored.removed) {
    const { at, by, removed: _removed, ...source } = stored;
    return { ...source, builtIn: false, updatedAt: at, updatedBy: by };
  }
  return builtIn === undefined ? null : { ...builtIn, version: stored?.version ?? 1, builtIn: true, updatedAt: stored?.at ?? null, updatedBy: stored?.by ?? null };
}

/** The template that a name stands for now. Throws a CarillonError (`not-found`). */
export async function findCurrentTemplate(templates: { findNewest(name: string): Promise<StoredTemplate | null> }, name: string): Promise<CurrentTemplate> {
  const current = currentTemplate(await templates.findNewest(name), builtInTemplate(name));
  if (current === null) throw new CarillonError('not-found', `There is no template named ${name}.`);
  return current;
}

/** {@link currentTemplate} for a whole list: the current template of every name, sorted by name. */
export function currentSummaries(stored: readonly StoredSummary[], builtIns: readonly BuiltInTemplate[]): TemplateSummary[] {
  const newest = new Map(stored.map((version) => [version.name, version]));
  const own = stored.filter(({ removed }) => !removed).map((version) => summarize(version, version, false));
  const untouched = builtIns
    .filter(({ name }) => newest.get(name)?.removed !== false)
    .map((builtIn) => summarize(builtIn, newest.get(builtIn.name), true));
  return [...own, ...untouched].sort((left, right) => (left.name < right.name ? -1 : 1));
}

function summarize(source: Pick<StoredSummary, 'name' | 'description' | 'subject'>, version: StoredSummary | undefined, builtIn: boolean): TemplateSummary {
  const { name, description, subject } = source;
  return { name, description, subject, builtIn, version: version?.version ?? 1, updatedAt: version?.at ?? null, updatedBy: version?.by ?? null };
}
