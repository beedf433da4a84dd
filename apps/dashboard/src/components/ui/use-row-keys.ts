import { useRef } from 'react';
import { useShortcuts } from '../../lib/keyboard/use-shortcuts.ts';

/**
 * `j` and `k` walk through the rows of a list, Enter (being a link) opens. Rows carry `data-row={index}` on their link.
 * `reveal` brings a row that is not rendered on screen; it may be left out when all are.
 */
export function useRowKeys(count: number, reveal?: (index: number) => void): { listRef: React.RefObject<HTMLDivElement | null> } {
  const listRef = useRef<HTMLDivElement>(null);

  function focusRow(index: number): void {
    const find = () => listRef.current?.querySelector<HTMLElement>(`[data-row="${index}"]`);
    reveal?.(index);
    const row = find();
    if (row) row.focus();
    else requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus()));
  }

  function move(step: number): void {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['row'] : undefined;
    const target = focused === undefined ? 0 : Number(focused) + step;
    if (target >= 0 && target < count) focusRow(target);
  }

  useShortcuts([
    { keys: 'j', label: 'Next row', group: 'Lists', run: () => move(1) },
    { keys: 'k', label: 'Previous row', group: 'Lists', run: () => move(-1) },
  ]);
  return { listRef };
}
