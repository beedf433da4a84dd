import cronstrue from 'cronstrue';

/** `30 8 * * 1-5` → "At 08:30, Monday through Friday". Falls back to the expression itself, which is never wrong. */
export function cronInWords(cron: string): string {
  try {
    return cronstrue.toString(cron, { use24HourTimeFormat: true, verbose: false });
  } catch {
    return cron;
  }
}
