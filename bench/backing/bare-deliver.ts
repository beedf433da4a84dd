import { createTransport } from 'nodemailer';
import { message } from '../message.ts';
import type { Child } from './start-child.ts';

export const SMTP_CONNECTIONS = 50;

/** A loop of pooled nodemailer `sendMail` to a sink. */
export function openBareDelivery(sink: Pick<Child, 'address'>) {
  const { hostname: host, port } = new URL(sink.address);
  const pool = createTransport({ pool: true, host, port: Number(port), maxConnections: SMTP_CONNECTIONS, maxMessages: Number.POSITIVE_INFINITY, ignoreTLS: true });
  return {
    /** Messages per second. */
    async measure(amount: number): Promise<number> {
      const startedAt = performance.now();
      await Promise.all(Array.from({ length: amount }, () => pool.sendMail({ from: 'bench@example.com', ...message })));
      return (amount / (performance.now() - startedAt)) * 1_000;
    },
    close: () => pool.close(),
  };
}
