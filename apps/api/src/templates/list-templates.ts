import type { Page, PageQuery, TemplateSummary } from '@carillon/domain';
import { builtInTemplates, currentSummaries } from '@carillon/templates';
import type { TemplateReader } from './resolve-template.ts';

/** Sorted by name; the cursor is the last name shown. */
export async function listTemplates({ templates }: Pick<TemplateReader, 'templates'>, { limit, cursor }: PageQuery): Promise<Page<TemplateSummary>> {
  const all = currentSummaries(await templates.listNewest(), builtInTemplates);
  const behind = cursor === undefined ? all : all.filter(({ name }) => name > cursor);
  const items = behind.slice(0, limit);
  return { items, nextCursor: behind.length > limit ? (items.at(-1)?.name ?? null) : null };
}
