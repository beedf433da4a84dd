import { forgetKept, useKeptDraft as useKept } from '../../lib/use-kept-draft.ts';
import { sameDraft, TemplateDraft } from './template-draft.ts';

/** A template's draft that survives leaving the page and reloading it. */
export function useKeptDraft(key: string, saved: TemplateDraft) {
  return useKept({ key, saved, schema: TemplateDraft, same: sameDraft });
}

/** Where the unsaved changes of a template (null: of a new one) are kept. */
export function draftKey(template: { name: string; version: number } | null): string {
  return template === null ? 'template-draft' : `template-draft:${template.name}:${template.version}`;
}

/** To be called when the changes were saved. */
export function forgetDraft(template: { name: string; version: number } | null): void {
  forgetKept(draftKey(template));
}
