import { AcceptedNotification } from '@carillon/domain';
import { createScriptedSmtpServer, type ReceivedMessage, type ScriptedSmtpServer } from '@carillon/testing';
import { afterEach, beforeEach, inject } from 'vitest';
import { startProduct, type Product } from './start-product.ts';

/** What every test of a crash starts from anew: the product, and a mail server that bears witness. */
export interface Deliveries {
  readonly product: Product;
  readonly smtp: ScriptedSmtpServer;
  /** Has a notification accepted; resolves to its id. */
  accept(to: string): Promise<string>;
  statusOf(id: string): Promise<string>;
  mailsTo(address: string): ReceivedMessage[];
}

/** Starts both before each test of the file, and stops them after it. */
export function watchDeliveries(): Deliveries {
  let smtp: ScriptedSmtpServer;
  let product: Product;
  beforeEach(async () => {
    smtp = await createScriptedSmtpServer();
    // A hand-over that hangs is to be ended by the crash, and by nothing else.
    product = await startProduct({ mongodbServer: inject('documentStoreUri'), smtpUrl: smtp.url, environment: { SEND_TIMEOUT_MS: '5000' } });
  });
  afterEach(async () => {
    await product.stop();
    await smtp.close();
  });
  return {
    get product() {
      return product;
    },
    get smtp() {
      return smtp;
    },
    async accept(to) {
      const answer = await product.call('POST', '/api/v1/notifications', { body: { to, subject: `For ${to}`, text: 'Hello' } });
      return AcceptedNotification.parse(answer.body).id;
    },
    statusOf: async (id) => (await product.notification(id)).status,
    mailsTo: (address) => smtp.messages.filter((message) => message.to.includes(address)),
  };
}
