import { ConfigurationError, readVariables, type Environment } from './variables.ts';

/** Whom mails come from. */
export interface Sender {
  /** Empty where only an address is given. */
  name: string;
  address: string;
  /** What stands behind the @. */
  domain: string;
}

const NAME = String.raw`(?:"(?<quoted>(?:[^"\\\p{Cc}]|\\[^\p{Cc}])*)"|(?<plain>[^"<>,;:@\\\p{Cc}]*))`;
const ADDRESS = String.raw`(?<address>[^\s@<>()",;\\]+@(?<domain>[^\s@<>()",;\\]+))`;
const BARE = new RegExp(`^ *${ADDRESS} *$`, 'u');
const NAMED = new RegExp(`^ *${NAME} *<${ADDRESS}> *$`, 'u');

/** The one address of MAIL_FROM. Throws {@link ConfigurationError} for anything else: later, a wrong sender would look like messages that can not be sent. */
export function loadSender(environment: Environment): Sender {
  const { MAIL_FROM } = readVariables(environment, ['MAIL_FROM']);
  const { address, domain, plain = '', quoted = plain } = (NAMED.exec(MAIL_FROM) ?? BARE.exec(MAIL_FROM))?.groups ?? {};
  if (address === undefined || domain === undefined) throw new ConfigurationError([`MAIL_FROM: ${JSON.stringify(MAIL_FROM)} is not one e-mail address; write it like: Carillon <no-reply@example.com>; see .env.example`]);
  return { name: quoted.replaceAll(/\\(.)/gu, '$1').trim(), address, domain };
}
