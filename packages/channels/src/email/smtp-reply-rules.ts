/** Whom a refusal is about: the one written to, what was written, our own account, or the server's state of the moment. */
export type ReplySubject = 'recipient' | 'message' | 'account' | 'server';

/** Matches when the command and the kind of refusal fit, and the status or the words do (or neither is asked for). */
export interface ReplyRule {
  /** The commands it can answer; any when not given. CONN is the greeting. */
  on?: readonly string[];
  /** Only 4xx, or only 5xx. */
  only?: 'temporary' | 'permanent';
  /** Reply code and enhanced status code (RFC 3463), as in `550 5.1.1`. */
  status?: RegExp;
  says?: RegExp;
  about: ReplySubject;
  /** In words an operator can act on. */
  reason: string;
}

const AUTH = ['AUTH PLAIN', 'AUTH LOGIN', 'AUTH XOAUTH2', 'AUTH CRAM-MD5'];
const GREETING = ['CONN', 'EHLO', 'HELO', 'STARTTLS', 'RSET'];
const MAIL = ['MAIL FROM'];
const RCPT = ['RCPT TO'];
const DATA = ['DATA'];

/**
 * The first that matches counts: what is about us comes before what is about the recipient, the particular before the general.
 * After the error references of Gmail, Exchange Online, Amazon SES, SendGrid, Postfix and Exim.
 */
export const replyRules: readonly ReplyRule[] = [
  // Our credentials.
  { on: AUTH, only: 'permanent', about: 'account', reason: 'The mail server refused our credentials. Check user and password (or app password, or refresh token) of the mail account.' },
  { on: AUTH, about: 'account', reason: 'The mail server could not check our credentials right now.' },
  { status: /5\.7\.10$/, says: /starttls (?:command )?(?:first|required)|must issue a starttls/i, about: 'account', reason: 'The mail server wants an encrypted connection. Use smtps://, or add ?requireTLS=true to SMTP_URL.' },
  { status: /^530|5\.7\.57$/, says: /authentication (?:is )?required|must be authenticated|not authenticated/i, about: 'account', reason: 'The mail server wants us to sign in first. Put user and password into SMTP_URL.' },
  { status: /^53[458]|5\.7\.(?:8|9|14|139)$/, about: 'account', reason: 'The mail server refused our credentials. Check user and password of the mail account.' },

  // Our sender address, domain and network address.
  { says: /email address is not verified|verified sender identity/i, about: 'account', reason: 'The sender address is not verified with the mail provider. Verify it there, or change MAIL_FROM.' },
  { status: /5\.7\.60$/, says: /send ?as ?denied|not allowed to send as|not owned by user|send as this sender/i, about: 'account', reason: 'The account may not send as this sender address. Change MAIL_FROM, or grant the right to send as it.' },
  { status: /5\.7\.(?:26|27|30|40)$/, says: /\b(?:spf|dkim|dmarc)\b[^.]{0,80}(?:fail|not pass|reject)|unauthenticated (?:e-?)?mail/i, about: 'account', reason: 'The receiver could not authenticate our domain. Set up SPF, DKIM and DMARC for the domain of MAIL_FROM.' },
  { status: /5\.7\.25$/, says: /\bptr record|reverse dns/i, about: 'account', reason: 'The receiver wants a reverse DNS (PTR) record for the address we send from.' },
  { status: /5\.7\.(?:5\d\d|60[6-9]|6[1-4]\d|70[1-9]|750)$/, says: /blocked using|spamhaus|spamcop|barracuda|black ?list|block ?list/i, about: 'account', reason: 'The address or domain we send from is on a block list. Ask for its removal, or send through another provider.' },
  { status: /5\.7\.54$/, says: /relay(?:ing)? (?:access )?(?:denied|not permitted|not allowed)|unable to relay|not permitted to relay/i, about: 'account', reason: 'The mail server does not relay for us: it wants us to sign in, or to be on its list. Check SMTP_URL.' },

  // How much we send.
  { status: /5\.4\.5$|5\.7\.23[23]$/, says: /(?:daily|24[- ]hour)[^.]{0,60}(?:limit|quota)|message quota exceeded|credits exceeded|messaging limits/i, about: 'account', reason: 'The sending limit of our mail account is used up for now. Wait for it to refill, or raise it with the provider.' },
  { says: /sending (?:is )?(?:paused|suspended)|your account (?:is|has been) (?:suspended|disabled|under review)/i, about: 'account', reason: 'The mail provider has suspended our account. Contact its support.' },
  { only: 'temporary', status: /4\.7\.28$/, says: /sending rate|throttl|rate limit|too (?:quickly|fast|many)|unusual rate|slow down|concurrent/i, about: 'server', reason: 'We are sending faster than the receiver allows.' },

  // Not now.
  { only: 'temporary', says: /gr[ea]y-?list/i, about: 'server', reason: 'The receiver greylists first contacts and asks us to come back later.' },
  { only: 'temporary', says: /tls (?:is )?(?:not available|(?:currently |temporarily )?unavailable)/i, about: 'server', reason: 'The mail server can not encrypt the connection right now.' },
  { on: ['STARTTLS'], only: 'temporary', about: 'server', reason: 'The mail server can not encrypt the connection right now.' },
  { on: RCPT, only: 'temporary', status: /4\.2\.2$/, says: /quota|mailbox is full|storage/i, about: 'recipient', reason: 'The mailbox of the recipient is full.' },
  { only: 'temporary', status: /^452|4\.3\.1$/, about: 'server', reason: 'The mail server is out of resources right now.' },
  { status: /^421/, about: 'server', reason: 'The mail server is closing the connection; it is busy or being restarted.' },
  { status: /^503/, about: 'account', reason: 'The mail server lost track of the session.' },
  { on: RCPT, only: 'temporary', status: /^450/, about: 'recipient', reason: 'The mailbox of the recipient is not available right now.' },
  { only: 'temporary', about: 'server', reason: 'The mail server can not take the message right now.' },

  // The sender, before it could be about anything else.
  { on: MAIL, status: /^552|5\.3\.4$/, says: /\bsize\b|too (?:big|large)/i, about: 'message', reason: 'The message is larger than the receiver accepts.' },
  { on: MAIL, about: 'account', reason: 'The mail server refused our sender address. Check MAIL_FROM and what the account may send as.' },
  { on: GREETING, about: 'account', reason: 'The mail server refuses to talk to us. Check that our address may connect to it.' },
  { status: /5\.1\.[78]$/, says: /sender address rejected/i, about: 'account', reason: 'The receiver refused our sender address. Check MAIL_FROM.' },

  // The recipient.
  { on: RCPT, status: /^552|5\.2\.2$/, says: /mailbox (?:is )?full|over ?quota|quota exceeded/i, about: 'recipient', reason: 'The mailbox of the recipient is full.' },
  { status: /5\.2\.1$/, says: /(?:mailbox|account)[^.]{0,40}(?:disabled|inactive|suspended)/i, about: 'recipient', reason: 'The mailbox of the recipient is disabled.' },
  { status: /5\.1\.2$|5\.4\.(?:4|310)$/, says: /domain (?:\S+ )?(?:does not exist|not found)|host (?:or domain )?(?:name )?not found/i, about: 'recipient', reason: 'The domain of the recipient does not exist or takes no mail. Check the address.' },
  { status: /5\.1\.3$/, says: /not a valid (?:rfc \d+ )?address|bad address syntax/i, about: 'recipient', reason: 'The address of the recipient is not valid. Check it.' },
  { status: /5\.1\.6$|^551/, about: 'recipient', reason: 'The mailbox of the recipient has moved. Ask for the new address.' },
  { status: /5\.1\.(?:1|10)$|^550 5\.4\.1$/, says: /user unknown|no such (?:user|recipient|person)|unknown (?:user|recipient|mailbox)|does ?n[o']t exist|mailbox (?:unavailable|not found)|recipient ?not ?found/i, about: 'recipient', reason: 'The mailbox of the recipient does not exist. Check the address.' },
  { says: /suppression list|suppressed/i, about: 'recipient', reason: 'The mail provider has the recipient on its suppression list, after an earlier bounce or complaint.' },

  // The message.
  { status: /5\.3\.4$|5\.2\.3$/, says: /(?:message|size)[^.]{0,40}(?:too (?:big|large)|exceeds)/i, about: 'message', reason: 'The message is larger than the receiver accepts.' },
  { status: /5\.6\.\d+$/, says: /spam|unsolicited|virus|malware|phish|content/i, about: 'message', reason: 'The receiver refused the content of the message (spam, virus or policy filter).' },
  { on: DATA, status: /^552/, about: 'message', reason: 'The message is larger than the receiver accepts.' },

  // Nothing else is known.
  { status: /5\.7\.\d+$/, about: 'recipient', reason: 'The receiver does not accept this message from us, by its policy.' },
  { on: RCPT, about: 'recipient', reason: 'The receiver refused the recipient.' },
  { about: 'message', reason: 'The receiver refused the message.' },
];
