import { createUnderWay, startDeadline, type OutgoingMessage, type SendOutcome } from '@carillon/domain';
import type { Channel, SendOptions } from '../channel.ts';
import { classifyVendorAnswer } from './classify-vendor-answer.ts';
import { readMessageReport } from './read-message-report.ts';
import { createVendorTransport } from './vendor-transport.ts';

export interface VendorChannelOptions {
  /** The account's name: in attempts, in the address of its receipts, in the dashboard. */
  name: string;
  /** What `/messages` is appended to. */
  url: string;
  /** Sent as a Bearer token; null for a vendor that wants none. */
  apiKey: string | null;
  /** Connections kept open and used in parallel. */
  maxConnections: number;
  /** One attempt takes no longer than this, waiting for a free connection included. */
  sendTimeoutMs: number;
  now?: () => Date;
}

/**
 * Sends over a vendor's HTTP API: `POST /messages` with our reference as `Idempotency-Key`; receipts come later, at
 * `/api/v1/receipts/<name>`. `onHandOver` is awaited when the connection stands and before the first byte of the message.
 */
export function createVendorChannel({ name, url, apiKey, maxConnections, sendTimeoutMs, now = () => new Date() }: VendorChannelOptions): Channel {
  const transport = createVendorTransport({ url, apiKey, maxConnections });
  const inFlight = createUnderWay();
  let closed = false;

  async function send(message: OutgoingMessage, { signal, onHandOver }: SendOptions): Promise<SendOutcome> {
    if (closed) return notSent('This worker is stopping: another one sends it.');
    const deadline = startDeadline(sendTimeoutMs, signal);
    let left = false;
    let refusal: { error: unknown } | null = null;
    const announce = async () => {
      try {
        await onHandOver();
      } catch (error) {
        refusal = { error };
        throw error;
      }
      left = true;
    };
    try {
      deadline.signal.throwIfAborted();
      const request = { method: 'POST', path: '/messages', headers: { 'idempotency-key': message.reference }, signal: deadline.signal } as const;
      return classifyVendorAnswer(await transport.post(request, bodyOf(message), announce), now());
    } catch (error) {
      throwRefusal(refusal);
      return left ? explainSilence(deadline.signal, error) : notSent(explainNoConnection(deadline.signal, error, signal));
    } finally {
      deadline.clear();
    }
  }

  return {
    name: 'vendor',
    provider: name,
    send: (message, options) => inFlight.add(send(message, options)),
    async ask({ providerMessageId, reference }, { signal } = {}) {
      const path = providerMessageId === null ? `/messages?reference=${encodeURIComponent(reference)}` : `/messages/${encodeURIComponent(providerMessageId)}`;
      const deadline = startDeadline(sendTimeoutMs, signal);
      try {
        return readMessageReport(await transport.ask({ method: 'GET', path, signal: deadline.signal }));
      } catch (error) {
        return { kind: 'unavailable', reason: explainNoConnection(deadline.signal, error, signal) };
      } finally {
        deadline.clear();
      }
    },
    async verify() {
      const deadline = startDeadline(sendTimeoutMs, undefined);
      try {
        const { status } = await transport.ask({ method: 'HEAD', path: '/messages', signal: deadline.signal });
        if (status >= 500) throw new Error(`it answered ${status}`);
        if (status === 401 || status === 403) throw new Error('it refused our credentials');
      } catch (error) {
        throw new Error(`${name}: The vendor can not be used: ${wordsOf(error)}.`, { cause: error });
      } finally {
        deadline.clear();
      }
    },
    async close() {
      closed = true;
      await inFlight.settled();
      transport.close();
    },
  };
}

function bodyOf({ messageId, reference, to, subject, text, html, headers }: OutgoingMessage): string {
  return JSON.stringify({ messageId, reference, to, subject, text, html, headers });
}

function notSent(reason: string): SendOutcome {
  return { kind: 'temporary', code: null, text: '', reason, retryAfterMs: null };
}

function throwRefusal(refusal: { error: unknown } | null): void {
  if (refusal !== null) throw refusal.error;
}

function explainNoConnection(deadline: AbortSignal, error: unknown, caller: AbortSignal | undefined): string {
  if (caller?.aborted === true) return 'The attempt was interrupted before the message left.';
  return deadline.aborted ? 'The vendor could not be reached in time.' : `The vendor could not be reached (${wordsOf(error)}).`;
}

function explainSilence(deadline: AbortSignal, error: unknown): SendOutcome {
  const what = deadline.aborted ? 'no answer came in time' : `the connection was lost before the answer came (${wordsOf(error)})`;
  return { kind: 'ambiguous', code: null, text: '', reason: `The whole message was handed over, and ${what}: it may or may not have been sent.` };
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
