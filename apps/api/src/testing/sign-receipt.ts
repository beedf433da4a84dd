import { signWebhook } from '@carillon/channels/webhook-signature';
import request from 'supertest';

const vendorSecret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;

/** What a vendor called acme would send; `change` is what is different. */
export interface SentReceipt {
  eventId: string;
  body: string;
  secret?: string;
  provider?: string;
  signedAt?: Date;
}

/** Sends a receipt to an API whose VENDORS has acme with {@link vendorSecret}. */
export function sendReceipt(url: string, { eventId, body, secret = vendorSecret, provider = 'acme', signedAt = new Date() }: SentReceipt) {
  const timestamp = String(Math.floor(signedAt.getTime() / 1_000));
  const signature = signWebhook({ id: eventId, timestamp, body: Buffer.from(body) }, [secret]);
  return request(url).post(`/api/v1/receipts/${provider}`).set({ 'content-type': 'application/json', 'webhook-id': eventId, 'webhook-timestamp': timestamp, 'webhook-signature': signature }).send(body);
}

export const acme = JSON.stringify([{ name: 'acme', url: 'http://127.0.0.1:1', secret: vendorSecret }]);
