import { useCallback, useEffect, useRef } from 'react';

const FIRST_DELAY_MS = 150;
const MIN_GAP_MS = 650;

/** Returns a function that runs `task` soon after a call: bursts are collected, and two runs are at least 650 ms apart. */
export function useThrottled(task: () => void): () => void {
  const latest = useRef(task);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lastRun = useRef(0);

  useEffect(() => {
    latest.current = task;
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  return useCallback(() => {
    if (timer.current !== undefined) return;
    timer.current = setTimeout(
      () => {
        timer.current = undefined;
        lastRun.current = Date.now();
        latest.current();
      },
      Math.max(FIRST_DELAY_MS, lastRun.current + MIN_GAP_MS - Date.now()),
    );
  }, []);
}
