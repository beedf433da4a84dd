import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a webhook is signed over, and with what (Standard Webhooks 1.0, "Signature scheme"). */
export interface SignedWebhook {
  /** `webhook-id`: the same for every delivery of one event. */
  id: string;
  /** `webhook-timestamp`: seconds since 1970, of this delivery. */
  timestamp: string;
  /** The body, byte for byte. */
  body: Buffer;
}

/** How far the timestamp may be from now: what is older may have been recorded and is sent again by somebody else. */
const TOLERANCE_SECONDS = 300;

/** The value of `webhook-signature`: one `v1,<base64>` per secret, separated by spaces, so that keys can be changed. */
export function signWebhook(webhook: SignedWebhook, secrets: readonly string[]): string {
  return secrets.map((secret) => `v1,${macOf(webhook, secret).toString('base64')}`).join(' ');
}

export type WebhookVerdict = { ok: true } | { ok: false; reason: string };

/** Whether one of the signatures was made with one of `secrets`, and not long ago. Takes the same time for every wrong one. */
export function verifyWebhook(webhook: SignedWebhook, signatures: string, secrets: readonly string[], now: Date): WebhookVerdict {
  if (!/^\d{1,12}$/.test(webhook.timestamp)) return { ok: false, reason: 'The timestamp is not a number of seconds.' };
  const ageSeconds = Math.floor(now.getTime() / 1_000) - Number(webhook.timestamp);
  if (Math.abs(ageSeconds) > TOLERANCE_SECONDS) return { ok: false, reason: `It was signed ${ageSeconds > 0 ? 'too long ago' : 'in the future'}; the clocks may differ by five minutes at most.` };
  const given = signatures.split(' ').slice(0, MAX_SIGNATURES).flatMap(readSignature);
  const expected = secrets.map((secret) => macOf(webhook, secret));
  const matches = expected.map((mac) => given.map((candidate) => timingSafeEqual(mac, candidate)));
  return matches.flat().includes(true) ? { ok: true } : { ok: false, reason: 'No signature fits: it was not signed with our secret, or was changed on its way.' };
}

const MAX_SIGNATURES = 10;
const MAC_BYTES = 32;

/** Other versions are skipped: they are for other verifiers. */
function readSignature(text: string): Buffer[] {
  const [version, encoded] = text.split(',');
  if (version !== 'v1' || encoded === undefined) return [];
  const mac = Buffer.from(encoded, 'base64');
  return mac.length === MAC_BYTES ? [mac] : [];
}

function macOf({ id, timestamp, body }: SignedWebhook, secret: string): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
}
