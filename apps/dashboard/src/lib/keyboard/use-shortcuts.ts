import { useEffect, useRef, useSyncExternalStore } from 'react';
import { createShortcutRegistry, type Shortcut } from './shortcut-registry.ts';

/** The page's shortcuts: one keyboard, one registry. */
const shortcuts = createShortcutRegistry();

/** Puts shortcuts in force while the component is on screen. Their keys must not change; what they do may. */
export function useShortcuts(wanted: readonly Shortcut[]): void {
  const latest = useRef(wanted);
  useEffect(() => {
    latest.current = wanted;
  });
  useEffect(() => {
    const takeBack = latest.current.map((shortcut, index) => shortcuts.register({ ...shortcut, run: () => latest.current[index]?.run() }));
    return () => takeBack.forEach((undo) => undo());
  }, []);
}

/** What is in force now; a page whose rows arrive late adds its keys while one looks. */
export function useShortcutsInForce(): readonly Shortcut[] {
  return useSyncExternalStore(shortcuts.subscribe, shortcuts.list);
}

/** Listens to the keyboard; once, at the root. Typing and open dialogs keep their keys. */
export function useShortcutListener(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
      if (shortcuts.press(event.key, Date.now())) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('[aria-modal="true"], dialog[open]') !== null) return true;
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable="true"], [role="menuitem"], [role="option"]');
}
