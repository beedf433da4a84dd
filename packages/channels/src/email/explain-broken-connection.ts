import type { SmtpFailure } from './smtp-failure.ts';

const byTimeout: Record<string, string> = {
  CONNECT_TIMEOUT: 'The mail server did not answer when connecting. Check host, port and firewall.',
  GREETING_TIMEOUT: 'The mail server accepted the connection but never greeted. It may be overloaded, or the port may expect TLS from the start (smtps://).',
  UPGRADE_TIMEOUT: 'The TLS handshake with the mail server was not finished in time.',
  SOCKET_TIMEOUT: 'The mail server stopped answering before it had the whole message.',
};

const byCauseCode: Record<string, string> = {
  ECONNREFUSED: 'The mail server refused the connection: nothing listens there. Check host and port, and that it runs.',
  ECONNRESET: 'The mail server broke off the connection before it had the whole message.',
  EPIPE: 'The mail server broke off the connection before it had the whole message.',
  EHOSTUNREACH: 'The mail server can not be reached from this network.',
  ENETUNREACH: 'The mail server can not be reached from this network.',
  ENOTFOUND: 'The name of the mail server does not exist. Check the host.',
  EAI_AGAIN: 'The name of the mail server could not be looked up right now. Check DNS.',
  CERT_HAS_EXPIRED: 'The certificate of the mail server has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the mail server is self-signed, so it can not be trusted.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate of the mail server is signed by an authority that is not trusted here.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate of the mail server is signed by an authority that is not trusted here.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the mail server is for another host name.',
};

const byCode: Record<string, string> = {
  EDNS: 'The name of the mail server could not be looked up. Check the host and DNS.',
  ETLS: 'The connection to the mail server could not be encrypted.',
  EAUTH: 'The mail server can not be signed in to with these credentials.',
  ENOAUTH: 'The mail server wants credentials, and none are configured.',
  EOAUTH2: 'No access token was given for the mail account. Check client id, client secret and refresh token; the grant may have been revoked.',
  EFETCH: 'The token service of the mail account could not be reached.',
  EPROTOCOL: 'The mail server does not answer as SMTP says. Check that host and port are those of a mail server.',
  ESTREAM: 'The message could not be read to its end.',
  ECONNECTION: 'The mail server closed the connection before it had the whole message.',
  ETIMEDOUT: 'The mail server did not answer in time.',
};

/** Why nothing was sent, for a failure without a reply, in words an operator can act on. */
export function explainBrokenConnection(failure: SmtpFailure): string {
  if (failure.abortedBy === 'deadline') return 'The attempt took too long and was given up before the mail server had the whole message.';
  if (failure.abortedBy === 'caller') return 'The attempt was interrupted before the mail server had the whole message.';
  return (
    byTimeout[failure.timeout] ??
    byCauseCode[failure.causeCode] ??
    (isTlsFailure(failure) ? `The connection to the mail server could not be encrypted: ${failure.message}.` : undefined) ??
    // The token error is under the sign-in error that it led to.
    byCode[failure.causeCode] ??
    byCode[failure.code] ??
    `The message could not be handed over: ${failure.message}.`
  );
}

function isTlsFailure({ code, causeCode, message }: SmtpFailure): boolean {
  return code === 'ETLS' || causeCode.startsWith('ERR_SSL') || causeCode.startsWith('ERR_TLS') || /certificate|ssl routines|wrong version number/i.test(message);
}
