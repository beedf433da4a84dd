import { createScriptedSmtpServer, type SmtpScript } from '@carillon/testing';
import { describeChannelContract, type ProviderBehaviour } from '../channel-contract.ts';
import { createEmailChannel } from './create-email-channel.ts';

const recipient = 'ada@example.com';

const scripts: Record<Exclude<ProviderBehaviour, 'unreachable'>, SmtpScript> = {
  accept: {},
  'refuse-for-now': { recipients: { [recipient]: { code: 450, text: '4.2.0 Greylisted, try again in 60 seconds' } } },
  'refuse-for-good': { recipients: { [recipient]: { code: 550, text: '5.1.1 User unknown' } } },
  swallow: { dataEnd: 'hang' },
};

describeChannelContract('The e-mail channel', async () => {
  const server = await createScriptedSmtpServer();
  const channel = createEmailChannel({
    smtpUrl: `smtp://ops:correct-horse@127.0.0.1:${server.port}`,
    gmail: null,
    from: { name: 'Carillon', address: 'no-reply@carillon.test' },
    replyTo: null,
    maxConnections: 2,
    dkim: null,
    sendTimeoutMs: 5_000,
  });
  return {
    channel,
    secret: 'correct-horse',
    message: {
      messageId: '<ntf_1@carillon.test>',
      reference: 'ntf_1.1',
      to: recipient,
      subject: 'Hello',
      text: 'Hello Ada',
      html: '<p>Hello Ada</p>',
      headers: { 'X-Carillon-Notification': 'ntf_1' },
    },
    received: () => server.messages.length,
    async behave(behaviour) {
      if (behaviour === 'unreachable') await server.close();
      else server.use(scripts[behaviour]);
    },
    async stop() {
      await channel.close();
      await server.close();
    },
  };
});
