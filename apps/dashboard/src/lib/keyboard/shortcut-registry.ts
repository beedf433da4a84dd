export interface Shortcut {
  /** One key as `KeyboardEvent.key` names it, or two pressed one after the other: "j", "?", "g o". */
  keys: string;
  label: string;
  group: string;
  run: () => void;
}

/** How long the second key of a pair may take, in milliseconds. */
const PAIR_MS = 1_200;

/** Which shortcuts are in force, and what a key press means. The newest registration of the same keys wins. */
export function createShortcutRegistry() {
  const active = new Set<Shortcut>();
  const listeners = new Set<() => void>();
  let listed: readonly Shortcut[] = [];
  let prefix = { key: '', at: 0 };

  function find(keys: string): Shortcut | undefined {
    return [...active].reverse().find((shortcut) => shortcut.keys === keys);
  }

  function changed(): void {
    listed = [...active].filter((shortcut) => find(shortcut.keys) === shortcut);
    for (const tell of listeners) tell();
  }

  return {
    /** Returns the function that takes it back. */
    register(shortcut: Shortcut): () => void {
      active.add(shortcut);
      changed();
      return () => {
        active.delete(shortcut);
        changed();
      };
    },
    /** Calls `listener` after each change of what is in force; returns the function that ends it. */
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Handles a key pressed at `now` (epoch ms); true when a shortcut ran. */
    press(key: string, now: number): boolean {
      const pair = now - prefix.at <= PAIR_MS ? find(`${prefix.key} ${key}`) : undefined;
      const shortcut = pair ?? find(key);
      prefix = { key, at: now };
      if (shortcut === undefined) return false;
      prefix = { key: '', at: 0 };
      shortcut.run();
      return true;
    },
    /** What is in force, without what a newer registration hides. The same array until something changes. */
    list(): readonly Shortcut[] {
      return listed;
    },
  };
}
