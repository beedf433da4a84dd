const SECONDS = { second: 1, minute: 60, hour: 3600 } as const;
const A_DAY_MS = 86_400_000;

const inUnits = /\b(?:try|retry|again|back|wait|delay|greylist\w*|graylist\w*|blocked|limit\w*)\b[^.;]{0,60}?\b(\d{1,6})\s*(s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:ours?)?)\b/i;
const asClock = /\b(?:try|retry|again|back|wait|greylist\w*|graylist\w*)\b[^.;]{0,60}?\b(\d{1,2}):(\d{2}):(\d{2})\b/i;

/**
 * Milliseconds a server plainly asks to wait, as in "try again in 300 seconds" or "come back in 00:05:00".
 * Null when its reply gives no time, or one beyond a day (a server that far off is no guide).
 */
export function readRetryAfter(reply: string): number | null {
  const text = reply.replace(/\r?\n\d{3}[ -]/g, ' ');
  const waitMs = readClock(text) ?? readUnits(text);
  return waitMs !== null && waitMs > 0 && waitMs <= A_DAY_MS ? waitMs : null;
}

function readClock(text: string): number | null {
  const [, hours, minutes, seconds] = asClock.exec(text) ?? [];
  if (hours === undefined) return null;
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

function readUnits(text: string): number | null {
  const [, amount, unit] = inUnits.exec(text) ?? [];
  if (amount === undefined || unit === undefined) return null;
  const initial = unit[0]?.toLowerCase();
  const seconds = initial === 'h' ? SECONDS.hour : initial === 'm' ? SECONDS.minute : SECONDS.second;
  return Number(amount) * seconds * 1000;
}
