import { useEffect, useState } from 'react';
import { sameDraft, TemplateDraft } from './template-draft.ts';

/**
 * A draft that survives leaving the page and reloading it: unsaved changes are kept for this tab under `key`, and given back at
 * the return (`returned`). `discard` goes back to what is saved.
 */
export function useKeptDraft(key: string, saved: TemplateDraft) {
  const [returned, setReturned] = useState(() => readKept(key));
  const [draft, setDraft] = useState(returned ?? saved);
  const dirty = !sameDraft(draft, saved);

  useEffect(() => {
    if (dirty) sessionStorage.setItem(key, JSON.stringify(draft));
    else sessionStorage.removeItem(key);
  }, [key, dirty, draft]);

  return {
    draft,
    setDraft,
    dirty,
    returned: returned !== null && dirty,
    discard: () => {
      setDraft(saved);
      setReturned(null);
    },
  };
}

/** Where the unsaved changes of a template (null: of a new one) are kept. */
export function draftKey(template: { name: string; version: number } | null): string {
  return template === null ? 'template-draft' : `template-draft:${template.name}:${template.version}`;
}

/** To be called when the changes were saved. */
export function forgetDraft(template: { name: string; version: number } | null): void {
  sessionStorage.removeItem(draftKey(template));
}

function readKept(key: string): TemplateDraft | null {
  try {
    return TemplateDraft.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}
