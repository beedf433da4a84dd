import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { signWebhook } from '@carillon/channels/webhook-signature';
import type { Clock } from '@carillon/domain';
import axios from 'axios';
import type { TakenMessage } from '../messages/journal.ts';
import type { PlannedCallback } from '../messages/simulate-delivery.ts';

const TIMEOUT_MS = 10_000;
export const MAX_CONNECTIONS = 50;

/** What became of one call: `again` when the receiver was not there, or did not take it. */
export type CallResult = 'done' | 'refused' | 'again';

/** The only answer that asks for no more (Standard Webhooks, "Deliverability and reliability"). */
const GONE = 410;

/** Calls the address of an account's receipts: `POST <callbackUrl>/api/v1/receipts/<account>`, signed after Standard Webhooks. */
export function createCaller({ callbackUrl, secretsOf, clock }: { callbackUrl: string; secretsOf(account: string): readonly string[]; clock: Clock }) {
  const agents = { httpAgent: new Agent({ keepAlive: true, maxSockets: MAX_CONNECTIONS }), httpsAgent: new SecureAgent({ keepAlive: true, maxSockets: MAX_CONNECTIONS }) };
  const http = axios.create({ ...agents, baseURL: callbackUrl.replace(/\/+$/, ''), timeout: TIMEOUT_MS, maxRedirects: 0, proxy: false, responseType: 'text', transformResponse: [], transformRequest: [], validateStatus: () => true });

  return {
    async call(message: TakenMessage, planned: PlannedCallback): Promise<CallResult> {
      const body = Buffer.from(JSON.stringify(eventOf(message, planned)));
      const id = planned.forged ? `evt_forged_${message.id}_${planned.event}` : `evt_${message.id}_${planned.event}`;
      const timestamp = String(Math.floor(clock.now().getTime() / 1_000));
      const secrets = planned.forged ? [`whsec_${randomBytes(32).toString('base64')}`] : secretsOf(message.account);
      const headers = { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signWebhook({ id, timestamp, body }, secrets) };
      try {
        const { status } = await http.post(`/api/v1/receipts/${message.account}`, body, { headers });
        if (status >= 200 && status < 300) return 'done';
        return planned.forged || status === GONE ? 'refused' : 'again';
      } catch {
        return 'again';
      }
    },
    close(): void {
      agents.httpAgent.destroy();
      agents.httpsAgent.destroy();
    },
  };
}
export type Caller = ReturnType<typeof createCaller>;

const types = { SENT: 'message.sent', FAILED: 'message.failed', BOUNCED: 'message.bounced', COMPLAINED: 'message.complained' } as const;

/** The payload of Standard Webhooks: type, timestamp, data. The time is that of the event, not of the call. */
function eventOf({ id, reference, takenAtMs, history }: TakenMessage, { event, status, reason }: PlannedCallback) {
  const at = takenAtMs + (history[event]?.afterMs ?? 0);
  return { type: types[status], timestamp: new Date(at).toISOString(), data: { messageId: id, reference, status, reason } };
}
