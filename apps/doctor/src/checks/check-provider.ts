import type { Provider } from '@carillon/channels';
import type { Check } from '../finding.ts';

/** Whether a provider can be reached and takes our credentials; nothing is sent. */
export function checkProvider({ name, account, verify }: Pick<Provider, 'name' | 'account' | 'verify'>): Check {
  const subject = `provider ${name}`;
  return {
    subject,
    adviceWhenAway: name === 'email' ? 'Check SMTP_URL, or the GMAIL_ variables.' : 'Check its url and apiKey in VENDORS.',
    async run() {
      await verify();
      return [{ level: 'ok', subject, text: `${account} answers and takes our credentials` }];
    },
  };
}
