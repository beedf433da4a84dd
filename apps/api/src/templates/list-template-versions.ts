import { CarillonError, type Page, type PageQuery, type TemplateVersion } from '@carillon/domain';
import type { StoredTemplateVersion } from '@carillon/db';
import { builtInTemplate, type BuiltInTemplate } from '@carillon/templates';
import type { TemplateReader } from './resolve-template.ts';

/**
 * Newest first, down to the built-in one; the cursor is the last version shown. A version that took an edit back shows the
 * built-in again; one that took an own template away has nothing to show, and is left out.
 */
export async function listTemplateVersions({ templates }: Pick<TemplateReader, 'templates'>, name: string, { limit, cursor }: PageQuery): Promise<Page<TemplateVersion>> {
  const before = cursor === undefined ? null : readCursor(cursor);
  const builtIn = builtInTemplate(name);
  const stored = await templates.listVersions(name, { limit: limit + 1, before });
  if (stored.length === 0 && before === null && builtIn === undefined) throw new CarillonError('not-found', `There is no template named ${name}.`);
  const endsHere = stored.length <= limit && builtIn !== undefined && (before === null || before > 1);
  const all = [...stored.map((row) => ({ version: row.version, shown: toVersion(row, builtIn) })), ...(endsHere ? [{ version: 1, shown: firstVersion(builtIn) }] : [])];
  const rows = all.slice(0, limit);
  return { items: rows.flatMap(({ shown }) => (shown === null ? [] : [shown])), nextCursor: all.length > limit ? String(rows.at(-1)?.version) : null };
}

function toVersion(stored: StoredTemplateVersion, builtIn: BuiltInTemplate | undefined): TemplateVersion | null {
  const source = stored.removed ? builtIn : stored;
  if (source === undefined) return null;
  return { version: stored.version, subject: source.subject, html: source.html, text: source.text, layout: source.layout, updatedAt: stored.at, updatedBy: stored.by };
}

function firstVersion({ subject, html, text, layout }: BuiltInTemplate): TemplateVersion {
  return { version: 1, subject, html, text, layout, updatedAt: null, updatedBy: null };
}

function readCursor(cursor: string): number {
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  throw new CarillonError('validation-failed', 'The cursor is not one of this list.', { details: [{ parameter: 'cursor', code: 'invalid-cursor', message: 'is not a cursor of this list' }] });
}
