import addressparser from 'nodemailer/lib/addressparser';

/**
 * Reads the one address messages come from, like `Carillon <no-reply@example.com>`. Throws for anything else: later, a wrong
 * sender would look like a message that can not be sent.
 */
export function parseSender(from: string): { name: string; address: string } {
  const [sender, ...others] = addressparser(from, { flatten: true });
  if (sender === undefined || others.length > 0 || !/^[^\s@<>]+@[^\s@<>]+$/.test(sender.address) || /\p{Cc}/u.test(from)) {
    throw new Error(`The sender ${JSON.stringify(from)} is not one e-mail address. Write it like: Carillon <no-reply@example.com>`);
  }
  return { name: sender.name, address: sender.address };
}
