import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/**
 * After a change of page (not of its filters) the focus goes to its heading, once that is there; unless the visitor has pressed
 * something since the address changed, such as Ctrl K: then the focus is theirs.
 */
export function useRouteFocus(): void {
  const { pathname } = useLocation();
  const first = useRef(true);
  const pressedOn = useRef<string | null>(null);

  useEffect(() => {
    const listening = new AbortController();
    // The address changes before the page does: what is pressed in between already counts as pressed on the new page.
    const note = () => {
      pressedOn.current = window.location.pathname;
    };
    for (const press of ['keydown', 'pointerdown']) window.addEventListener(press, note, { capture: true, signal: listening.signal });
    return () => listening.abort();
  }, []);

  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (pressedOn.current !== pathname) pressedOn.current = null;
    const main = document.getElementById('main');
    if (main === null) return;
    const focus = () => {
      const title = main.querySelector<HTMLElement>('[data-page-title]');
      if (pressedOn.current === null) title?.focus({ preventScroll: true });
      return title !== null;
    };
    if (focus()) return;
    const observer = new MutationObserver(() => focus() && observer.disconnect());
    observer.observe(main, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [pathname]);
}
