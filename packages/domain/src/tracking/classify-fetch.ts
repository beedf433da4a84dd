import type { TrackingKind, TrackingSign } from './schema.ts';

export interface TrackedFetch {
  kind: TrackingKind;
  method: string;
  userAgent: string | null;
  /** When the message was made, which is when it left. */
  issuedAt: Date;
  at: Date;
}

export interface FetchOrigin {
  /** Certainly nobody read anything. */
  machine: boolean;
  /** What it was recognised by; null for what looks like a person's own program. */
  sign: TrackingSign | null;
}

/** Nobody opens a message as fast as this, or follows a link in it: filters do, before they deliver it. */
const PREFETCH_MS = { open: 3_000, click: 5_000 } as const satisfies Record<TrackingKind, number>;

const IMAGE_PROXY = /GoogleImageProxy|YahooMailProxy|ZohoMailImageProxy/i;
const ROBOT =
  /(?<!cu)bot\b|crawl|spider|scanner|preview|monitor|prefetch|headless|safelinks|barracuda|proofpoint|mimecast|symantec|trend ?micro|sophos|curl\/|wget\/|python|okhttp|go-http-client|node-fetch|undici|axios|java\/|libwww|httpclient/i;

/**
 * Whether a picture or link was fetched by a machine on its own, from what comes with the request alone.
 *
 * - Mail Privacy Protection of Apple fetches every picture on delivery, over proxies that name themselves `Mozilla/5.0` and
 *   nothing more (https://help.socketlabs.com/docs/identifying-apple-mpp-opens-in-notification-api-events).
 * - Gmail and Yahoo fetch pictures through proxies of theirs, when somebody opens the message: an open whose reader can not
 *   be told, and only a machine's when it comes with the delivery
 *   (https://support.google.com/mail/answer/145919; https://wordtothewise.com/2021/09/apple-mpp).
 * - Filters that look where links lead come as robots, by HEAD, or within seconds of the delivery
 *   (https://learn.microsoft.com/en-us/defender-office-365/safe-links-about).
 */
export function classifyFetch({ kind, method, userAgent, issuedAt, at }: TrackedFetch): FetchOrigin {
  const agent = userAgent?.trim() ?? '';
  if (agent === '') return { machine: true, sign: 'no-user-agent' };
  if (/^Mozilla\/5\.0$/i.test(agent)) return { machine: true, sign: 'apple-privacy' };
  const early = at.getTime() - issuedAt.getTime() < PREFETCH_MS[kind];
  if (IMAGE_PROXY.test(agent)) return { machine: early || kind === 'click', sign: 'image-proxy' };
  if (ROBOT.test(agent)) return { machine: true, sign: 'robot' };
  return early || method === 'HEAD' ? { machine: true, sign: 'prefetch' } : { machine: false, sign: null };
}
