import type { Template, TemplateSummary } from '@carillon/domain';
import type { StoredTemplateVersion } from '@carillon/db';
import type { BuiltInTemplate } from '@carillon/templates';

type Unanalyzed = Omit<Template, 'variables'>;
type StoredSummary = Pick<StoredTemplateVersion, 'name' | 'version' | 'removed' | 'description' | 'subject' | 'at' | 'by'>;

/**
 * Which template a name stands for: its newest stored version, else the built-in one as version 1. Where that version took
 * an edit back, it is the built-in again, under the version's number: numbers never go back. Null: there is none.
 */
export function currentTemplate(stored: StoredTemplateVersion | null, builtIn: BuiltInTemplate | undefined): Unanalyzed | null {
  if (stored !== null && !stored.removed) {
    const { at, by, removed: _removed, ...source } = stored;
    return { ...source, builtIn: false, updatedAt: at, updatedBy: by };
  }
  return builtIn === undefined ? null : { ...builtIn, version: stored?.version ?? 1, builtIn: true, updatedAt: stored?.at ?? null, updatedBy: stored?.by ?? null };
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
