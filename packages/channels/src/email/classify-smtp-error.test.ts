import { describe, expect, it } from 'vitest';
import { classifySmtpError } from './classify-smtp-error.ts';

const before = { contentSent: false };
const after = { contentSent: true };

/** An error as nodemailer makes it from a reply. */
function refusal(command: string, response: string, code = 'EENVELOPE') {
  return Object.assign(new Error(`failed: ${response}`), { code, command, response, responseCode: Number.parseInt(response, 10) });
}

function failure(fields: { code: string; message?: string; command?: string; originalCode?: string; timeoutType?: string; cause?: unknown }) {
  const { message = 'failed', cause, ...rest } = fields;
  return Object.assign(new Error(message, { cause }), rest);
}

describe('what a reply means', () => {
  it.each([
    // Not now.
    ['Gmail, busy', 'CONN', '421 4.4.5 Server busy, try again later. a1si42 - gsmtp', 'temporary', /busy or being restarted/],
    ['Gmail, rate', 'DATA', '421-4.7.28 Gmail has detected an unusual rate of mail originating from your IP\n421-4.7.28 address. To protect our users from spam, mail sent from your IP\n421 4.7.28 address has been temporarily rate limited. - gsmtp', 'temporary', /faster than the receiver allows/],
    ['Gmail, mailbox rate', 'RCPT TO', '450 4.2.1 The user you are trying to contact is receiving mail too quickly. - gsmtp', 'temporary', /faster than the receiver allows/],
    ['Postfix, greylisting', 'RCPT TO', '450 4.2.0 <ada@example.com>: Recipient address rejected: Greylisted, see http://postgrey.example/help', 'temporary', /greylists/],
    ['Postfix, mailbox', 'RCPT TO', '450 4.1.1 <ada@example.com>: Recipient address rejected: unverified address', 'temporary', /not available right now/],
    ['RFC 5321, mailbox busy', 'RCPT TO', '450 Requested mail action not taken: mailbox unavailable', 'temporary', /not available right now/],
    ['Exim, local error', 'DATA', '451 Temporary local problem - please try later', 'temporary', /can not take the message right now/],
    ['Exchange Online, throttled', 'RCPT TO', '451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (S77719)', 'temporary', /right now/],
    ['Exchange Online, concurrent connections', 'MAIL FROM', '432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information.', 'temporary', /faster than the receiver allows/],
    ['Gmail, over quota', 'RCPT TO', '452 4.2.2 The recipient\'s inbox is out of storage space. - gsmtp', 'temporary', /mailbox of the recipient is full/],
    ['Postfix, disk full', 'MAIL FROM', '452 4.3.1 Insufficient system storage', 'temporary', /out of resources/],
    ['Amazon SES, rate', 'DATA', '454 Throttling failure: Maximum sending rate exceeded.', 'temporary', /faster than the receiver allows/],
    ['Amazon SES, quota', 'DATA', '454 Throttling failure: Daily message quota exceeded.', 'temporary', /sending limit of our mail account/],
    ['Postfix, TLS', 'STARTTLS', '454 4.7.0 TLS not available due to local problem', 'temporary', /can not encrypt/],
    ['Exim, sequence lost', 'DATA', '503 5.5.1 Error: need RCPT command', 'temporary', /lost track of the session/],

    // Our account, whatever the first digit says.
    ['Gmail, password', 'AUTH PLAIN', '535-5.7.8 Username and Password not accepted. For more information, go to\n535 5.7.8  https://support.google.com/mail/?p=BadCredentials a1si42 - gsmtp', 'temporary', /refused our credentials/],
    ['Gmail, app password needed', 'AUTH PLAIN', '534-5.7.9 Application-specific password required.\n534 5.7.9 https://support.google.com/mail/?p=InvalidSecondFactor - gsmtp', 'temporary', /refused our credentials/],
    ['Exchange Online, basic auth off', 'AUTH LOGIN', '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.', 'temporary', /refused our credentials/],
    ['Gmail, OAuth2', 'AUTH XOAUTH2', '535 5.7.8 Username and Password not accepted.', 'temporary', /refused our credentials/],
    ['Postfix, auth backend', 'AUTH PLAIN', '454 4.7.0 Temporary authentication failure: Connection lost to authentication server', 'temporary', /could not check our credentials/],
    ['Gmail, no auth', 'MAIL FROM', '530 5.7.0 Authentication Required. - gsmtp', 'temporary', /sign in first/],
    ['Exchange Online, no auth', 'MAIL FROM', '530 5.7.57 Client not authenticated to send mail.', 'temporary', /sign in first/],
    ['Gmail, no TLS', 'MAIL FROM', '530 5.7.0 Must issue a STARTTLS command first. - gsmtp', 'temporary', /encrypted connection/],
    ['Postfix, relay', 'RCPT TO', '554 5.7.1 <ada@example.com>: Relay access denied', 'temporary', /does not relay for us/],
    ['Exchange, relay', 'RCPT TO', '550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain', 'temporary', /does not relay for us/],
    ['Exchange Online, send as', 'DATA', '550 5.7.60 SMTP; Client does not have permissions to send as this sender', 'temporary', /may not send as this sender/],
    ['Exchange Online, send as (transport)', 'DATA', '554 5.2.252 SendAsDenied; ops@example.com not allowed to send as info@example.com', 'temporary', /may not send as this sender/],
    ['Postfix, sender not owned', 'MAIL FROM', '553 5.7.1 <a@example.com>: Sender address rejected: not owned by user ops', 'temporary', /may not send as this sender/],
    ['Postfix, sender domain', 'MAIL FROM', '550 5.1.8 <a@nowhere.test>: Sender address rejected: Domain not found', 'temporary', /refused our sender address/],
    ['Amazon SES, identity', 'DATA', '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: a@example.com', 'temporary', /not verified with the mail provider/],
    ['SendGrid, identity', 'DATA', '550 The from address does not match a verified Sender Identity. Mail cannot be sent until this error is resolved.', 'temporary', /not verified with the mail provider/],
    ['SendGrid, credits', 'DATA', '451 Authentication failed: Maximum credits exceeded', 'temporary', /sending limit of our mail account/],
    ['Gmail, SPF and DKIM', 'DATA', '550-5.7.26 Your email has been blocked because the sender is unauthenticated.\n550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM. - gsmtp', 'temporary', /SPF, DKIM and DMARC/],
    ['Gmail, PTR', 'DATA', '550 5.7.25 The IP address sending this message does not have a PTR record setup. - gsmtp', 'temporary', /PTR/],
    ['Gmail, daily limit', 'DATA', '550 5.4.5 Daily user sending limit exceeded. For more information on Gmail sending limits - gsmtp', 'temporary', /sending limit of our mail account/],
    ['Postfix, block list', 'RCPT TO', '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org', 'temporary', /block list/],
    ['Exchange Online, banned', 'RCPT TO', '550 5.7.606 Access denied, banned sending IP [192.0.2.1].', 'temporary', /block list/],
    ['Postfix, no service', 'CONN', '554 5.3.2 No SMTP service here', 'temporary', /refuses to talk to us/],

    // The recipient.
    ['Gmail, no mailbox', 'RCPT TO', "550-5.1.1 The email account that you tried to reach does not exist. Please try\n550-5.1.1 double-checking the recipient's email address for typos - gsmtp", 'permanent', /does not exist/],
    ['Postfix, no mailbox', 'RCPT TO', '550 5.1.1 <ada@example.com>: Recipient address rejected: User unknown in local recipient table', 'permanent', /mailbox of the recipient does not exist/],
    ['Exim, no mailbox', 'RCPT TO', '550 Unrouteable address', 'permanent', /refused the recipient/],
    ['Exchange Online, no mailbox', 'RCPT TO', '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup', 'permanent', /mailbox of the recipient does not exist/],
    ['Exchange Online, edge', 'RCPT TO', '550 5.4.1 Recipient address rejected: Access denied. AS(201806281)', 'permanent', /mailbox of the recipient does not exist/],
    ['Exchange Online, domain', 'RCPT TO', "550 5.4.310 DNS domain nowhere.test does not exist", 'permanent', /domain of the recipient/],
    ['Gmail, disabled', 'RCPT TO', '550 5.2.1 The email account that you tried to reach is inactive. - gsmtp', 'permanent', /disabled/],
    ['full for good', 'RCPT TO', '552 5.2.2 Mailbox full', 'permanent', /full/],
    ['moved', 'RCPT TO', '551 5.1.6 User has moved; please try <ada@example.org>', 'permanent', /moved/],
    ['bad syntax', 'RCPT TO', '553 5.1.3 The recipient address is not a valid RFC 5321 address. - gsmtp', 'permanent', /address of the recipient is not valid/],
    ['policy', 'RCPT TO', '550 5.7.1 <ada@example.com>: Recipient address rejected: Policy restriction', 'permanent', /by its policy/],

    // The message.
    ['Gmail, spam', 'DATA', '550-5.7.1 Our system has detected that this message is likely unsolicited mail.\n550 5.7.1 To reduce the amount of spam sent to Gmail, this message has been blocked. - gsmtp', 'permanent', /content of the message/],
    ['Gmail, attachment', 'DATA', '552 5.7.0 This message was blocked because its content presents a potential security issue. - gsmtp', 'permanent', /content of the message/],
    ['too large', 'MAIL FROM', '552 5.3.4 Message size exceeds fixed limit', 'permanent', /larger than/],
    ['plain 554', 'DATA', '554 Transaction failed', 'permanent', /refused the message/],
  ])('%s: %s %s → %s', (_who, command, response, kind, reason) => {
    const outcome = classifySmtpError(refusal(command, response), before);
    expect(outcome).toMatchObject({ kind, code: Number.parseInt(response, 10), text: response, reason: expect.stringMatching(reason) });
  });

  it.each([
    ['421 4.3.0 closing', 'temporary'],
    ['451 4.3.0 try later', 'temporary'],
    ['554 5.7.1 spam', 'permanent'],
  ])('counts as the answer to the final dot too: %s → %s', (response, kind) => {
    expect(classifySmtpError(refusal('DATA', response, 'EMESSAGE'), after)).toMatchObject({ kind });
  });
});

describe('what no reply means', () => {
  const cases = [
    { name: 'connection refused', error: failure({ code: 'ESOCKET', originalCode: 'ECONNREFUSED', command: 'CONN', message: 'connect ECONNREFUSED 127.0.0.1:25' }), reason: /refused the connection/ },
    { name: 'unknown host', error: failure({ code: 'EDNS', originalCode: 'ENOTFOUND', command: 'CONN', message: 'getaddrinfo ENOTFOUND smtp.test' }), reason: /name of the mail server does not exist/ },
    { name: 'DNS down', error: failure({ code: 'EDNS', command: 'CONN', message: 'queryA ETIMEOUT smtp.test' }), reason: /could not be looked up/ },
    { name: 'no answer to connecting', error: failure({ code: 'ETIMEDOUT', timeoutType: 'CONNECT_TIMEOUT', command: 'CONN', message: 'Connection timeout' }), reason: /did not answer when connecting/ },
    { name: 'no greeting', error: failure({ code: 'ETIMEDOUT', timeoutType: 'GREETING_TIMEOUT', command: 'CONN' }), reason: /never greeted/ },
    { name: 'slow TLS', error: failure({ code: 'ETIMEDOUT', timeoutType: 'UPGRADE_TIMEOUT', command: 'CONN' }), reason: /TLS handshake/ },
    { name: 'expired certificate', error: failure({ code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED', command: 'CONN', message: 'certificate has expired' }), reason: /certificate of the mail server has expired/ },
    { name: 'self-signed certificate', error: failure({ code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT', command: 'CONN' }), reason: /self-signed/ },
    { name: 'TLS spoken to a plain port', error: failure({ code: 'ESOCKET', originalCode: 'ERR_SSL_WRONG_VERSION_NUMBER', command: 'CONN', message: 'wrong version number' }), reason: /could not be encrypted/ },
    { name: 'STARTTLS broken off', error: failure({ code: 'ETLS', command: 'STARTTLS' }), reason: /could not be encrypted/ },
    { name: 'silence after RCPT TO', error: failure({ code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT', command: 'CONN', message: 'Timeout' }), reason: /stopped answering before/ },
    { name: 'connection lost', error: failure({ code: 'ECONNECTION', command: 'CONN', message: 'Connection closed unexpectedly' }), reason: /closed the connection before/ },
    { name: 'connection reset', error: failure({ code: 'ESOCKET', originalCode: 'ECONNRESET', command: 'CONN' }), reason: /broke off/ },
    { name: 'no SMTP there', error: failure({ code: 'EPROTOCOL', command: 'CONN' }), reason: /not answer as SMTP says/ },
    { name: 'refresh token revoked', error: failure({ code: 'EOAUTH2', message: 'invalid_grant: Token has been expired or revoked.' }), reason: /refresh token/ },
    { name: 'refresh token revoked while signing in', error: failure({ code: 'EAUTH', originalCode: 'EOAUTH2', command: 'AUTH XOAUTH2' }), reason: /refresh token/ },
    { name: 'token service down', error: failure({ code: 'EFETCH' }), reason: /token service/ },
    { name: 'pool closed', error: failure({ code: 'ECONNECTION', message: 'Connection pool was closed' }), reason: /closed the connection/ },
    { name: 'time is up', error: failure({ code: 'EABORT', cause: new DOMException('late', 'TimeoutError') }), reason: /took too long/ },
    { name: 'interrupted', error: failure({ code: 'EABORT', cause: new DOMException('stop', 'AbortError') }), reason: /was interrupted/ },
  ];

  it.each(cases)('$name, before the whole message was sent: temporary', ({ error, reason }) => {
    expect(classifySmtpError(error, before)).toMatchObject({ kind: 'temporary', code: null, retryAfterMs: null, reason: expect.stringMatching(reason) });
  });

  it.each(cases)('$name, after the whole message was sent: ambiguous', ({ error }) => {
    expect(classifySmtpError(error, after)).toMatchObject({ kind: 'ambiguous', code: null, reason: expect.stringContaining('may or may not have been sent') });
  });

  it('is permanent when the message itself can not be sent', () => {
    const error = failure({ code: 'EMESSAGE', command: 'MAIL FROM', message: 'Message size larger than allowed 1024' });
    expect(classifySmtpError(error, before)).toMatchObject({ kind: 'permanent', reason: expect.stringContaining('larger than allowed 1024') });
  });

  it.each([['a string'], [null], [undefined], [{ code: 7 }]])('reads %j, which nodemailer never throws, as temporary', (error) => {
    expect(classifySmtpError(error, before)).toMatchObject({ kind: 'temporary' });
  });
});
