import XOAuth2 from 'nodemailer/lib/xoauth2';
import type { SMTPPoolOptions } from 'nodemailer';

export type GmailAuth =
  | { type: 'app-password'; password: string }
  | { type: 'oauth2'; clientId: string; clientSecret: string; refreshToken: string };

export interface GmailSettings {
  user: string;
  auth: GmailAuth;
}

/** Where Gmail is. A test puts servers of its own here. */
export interface GmailEndpoint {
  host: string;
  port: number;
  /** TLS from the first byte. */
  secure: boolean;
  tokenUrl: string;
}

/** Implicit TLS on 465: https://support.google.com/a/answer/176600; tokens: https://developers.google.com/identity/protocols/oauth2 */
export const gmailEndpoint: GmailEndpoint = {
  host: 'smtp.gmail.com',
  port: 465,
  secure: true,
  tokenUrl: 'https://oauth2.googleapis.com/token',
};

/** How to reach one account, and what to call it in logs. */
export interface SmtpAccount {
  provider: string;
  transport: SMTPPoolOptions;
}

/** An account from an `smtp://` or `smtps://` URL. Its query can carry transport options, like `?requireTLS=true`. */
export function smtpAccount(smtpUrl: string): SmtpAccount {
  const { protocol, hostname, port } = new URL(smtpUrl);
  return {
    provider: `smtp:${hostname}:${port || (protocol === 'smtps:' ? '465' : '587')}`,
    transport: { url: smtpUrl },
  };
}

/** A Gmail or Google Workspace account, by app password or by OAuth2 with one access token for the whole pool. */
export function gmailAccount(gmail: GmailSettings, endpoint: GmailEndpoint): SmtpAccount {
  const { host, port, secure, tokenUrl } = endpoint;
  return { provider: `gmail:${gmail.user}`, transport: { host, port, secure, auth: gmailTransportAuth(gmail, tokenUrl) } };
}

function gmailTransportAuth({ user, auth }: GmailSettings, tokenUrl: string): NonNullable<SMTPPoolOptions['auth']> {
  if (auth.type === 'app-password') return { user, pass: auth.password };
  const { clientId, clientSecret, refreshToken } = auth;
  // Each pooled connection would otherwise fetch a token of its own.
  const tokens = new XOAuth2({ user, clientId, clientSecret, refreshToken, accessUrl: tokenUrl });
  return {
    type: 'OAuth2',
    user,
    provisionCallback: (_user, renew, done) => tokens.getToken(renew, (error, accessToken) => done(error, accessToken, tokens.expires)),
  };
}
