import { useEffect, useState } from 'react';
import type { z } from 'zod';

interface KeptDraftOptions<Draft> {
  /** Where unsaved changes are kept. */
  key: string;
  saved: Draft;
  /** What was kept by another version of this page may look different: then it is nothing. */
  schema: z.ZodType<Draft>;
  same(one: Draft, other: Draft): boolean;
}

/**
 * A draft that survives leaving the page and reloading it: unsaved changes are kept for this tab under `key`, and given back at
 * the return (`returned`). `discard` goes back to what is saved.
 */
export function useKeptDraft<Draft>({ key, saved, schema, same }: KeptDraftOptions<Draft>) {
  const [returned, setReturned] = useState(() => readKept(key, schema));
  const [draft, setDraft] = useState(returned ?? saved);
  const dirty = !same(draft, saved);

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

/** To be called when the changes were saved. */
export function forgetKept(key: string): void {
  sessionStorage.removeItem(key);
}

function readKept<Draft>(key: string, schema: z.ZodType<Draft>): Draft | null {
  try {
    return schema.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}
