import { useEffect, useState } from 'react';

/**
 * `opened`, but false in the first render. The library's dialogs remember where the focus was when they open, not when they
 * are mounted: one that is loaded on demand must therefore be mounted closed.
 */
export function useOpenedAfterMount(opened: boolean): boolean {
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(opened), [opened]);
  return shown;
}
