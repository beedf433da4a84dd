/** Whom a refusal is about: the one written to, what was written, our own account, or the server's state of the moment. */
export type ReplySubject = 'recipient' | 'message' | 'account' | 'server';

export interface ReplyMeaning {
  about: ReplySubject;
  /** In words an operator can act on. */
  reason: string;
}

interface ReplyRule extends ReplyMeaning {
  /** Tested on "<command> <reply>", like `RCPT TO 550 5.1.1 No such user`. */
  when: RegExp;
}

/**
 * In this order, the first that matches counts: what is said in words, then enhanced status codes (RFC 3463), then bare codes
 * with the command they answer. Sources: the error references of Gmail, Exchange Online, Amazon SES, SendGrid, Postfix.
 */
const rules: readonly ReplyRule[] = [
  // Our credentials.
  { about: 'account', when: /^AUTH \S+ 5|\b5\.7\.(?:8|9|14|139)\b|\b(?:534|535)[ -]/, reason: 'The mail server refused our credentials. Check user and password (or app password, or refresh token) of the mail account.' },
  { about: 'account', when: /^AUTH /, reason: 'The mail server could not check our credentials right now.' },
  { about: 'account', when: / 530[ -](?:5\.7\.0 )?must issue a starttls|\bstarttls (?:command )?(?:first|required)|5\.7\.10\b/i, reason: 'The mail server wants an encrypted connection. Use smtps://, or add ?requireTLS=true to SMTP_URL.' },
  { about: 'account', when: / 530[ -]|5\.7\.57\b|authentication (?:is )?required|must be authenticated|not authenticated/i, reason: 'The mail server wants us to sign in first. Put user and password into SMTP_URL.' },

  // Our sender address, domain and network address.
  { about: 'account', when: /email address is not verified|sender identity|from address does not match|not a verified/i, reason: 'The sender address is not verified with the mail provider. Verify it there, or change MAIL_FROM.' },
  { about: 'account', when: /5\.7\.60\b|send ?as ?denied|not allowed to send as|not owned by user|send as this sender/i, reason: 'The account may not send as this sender address. Change MAIL_FROM, or grant the right to send as it.' },
  { about: 'account', when: /5\.7\.(?:26|27|30|40)\b|\b(?:spf|dkim|dmarc)\b[^.]{0,80}(?:fail|not pass|reject|authenticat)|unauthenticated email/i, reason: 'The receiver could not authenticate our domain. Set up SPF, DKIM and DMARC for the domain of MAIL_FROM.' },
  { about: 'account', when: /5\.7\.25\b|\bptr record|reverse dns/i, reason: 'The receiver wants a reverse DNS (PTR) record for the address we send from.' },
  { about: 'account', when: /blocked using|spamhaus|spamcop|barracuda|blacklist|block ?list|5\.7\.(?:5\d\d|606|708|750)\b/i, reason: 'The address or domain we send from is on a block list. Ask for its removal, or send through another provider.' },
  { about: 'account', when: /relay(?:ing)? (?:access )?(?:denied|not permitted|not allowed)|unable to relay|not permitted to relay/i, reason: 'The mail server does not relay for us: it wants us to sign in, or to be on its list. Check SMTP_URL.' },

  // How much we send.
  { about: 'account', when: /(?:daily|24[- ]hour)[^.]*(?:limit|quota)|5\.4\.5\b|message quota exceeded|5\.7\.(?:232|233)\b|exceeded (?:your|the) messaging limits/i, reason: 'The sending limit of our mail account is used up for now. Wait for it to refill, or raise it with the provider.' },
  { about: 'account', when: /sending (?:is )?(?:paused|suspended)|account (?:is )?(?:suspended|disabled|under review)/i, reason: 'The mail provider has suspended our account. Contact its support.' },
  { about: 'server', when: /maximum sending rate|throttl|rate limit|too (?:quickly|fast|many)|unusual rate|4\.7\.28\b|slow down|concurrent/i, reason: 'We are sending faster than the receiver allows.' },

  // Not now.
  { about: 'server', when: /gr[ea]y-?list|4\.7\.1 .*try again/i, reason: 'The receiver greylists first contacts and asks us to come back later.' },
  { about: 'server', when: /^STARTTLS | 454[ -].*tls|tls (?:is )?(?:not available|currently unavailable|unavailable)/i, reason: 'The mail server can not encrypt the connection right now.' },
  { about: 'recipient', when: /\b4\.2\.2\b|^\S+(?: \S+)? 452[ -].*(?:quota|mailbox|full|storage)/i, reason: 'The mailbox of the recipient is full.' },
  { about: 'server', when: /\b4\.3\.1\b|^\S+(?: \S+)? 452[ -]/, reason: 'The mail server is out of resources right now.' },

  // The recipient.
  { about: 'recipient', when: /\b5\.2\.2\b|^RCPT TO 552[ -]| 5\d\d[ -].*(?:mailbox (?:is )?full|over ?quota|quota exceeded)/i, reason: 'The mailbox of the recipient is full.' },
  { about: 'recipient', when: /\b5\.2\.1\b|(?:mailbox|account)[^.]{0,40}(?:disabled|inactive|suspended)/i, reason: 'The mailbox of the recipient is disabled.' },
  { about: 'recipient', when: /\b5\.1\.(?:1|10)\b|\b5\.4\.1\b.*recipient| 5\d\d[ -].*(?:user unknown|no such (?:user|recipient|person)|unknown (?:user|recipient|mailbox)|does ?n[o']t exist|mailbox (?:unavailable|not found)|recipient not found)/i, reason: 'The mailbox of the recipient does not exist. Check the address.' },
  { about: 'recipient', when: /\b5\.1\.(?:2|3)\b|\b5\.4\.(?:4|310)\b|domain (?:does not exist|not found)|host (?:or domain )?(?:name )?not found|bad destination/i, reason: 'The domain of the recipient does not exist or takes no mail. Check the address.' },
  { about: 'recipient', when: /\b5\.1\.6\b|^RCPT TO 551[ -]/, reason: 'The mailbox of the recipient has moved. Ask for the new address.' },
  { about: 'recipient', when: /suppression list|suppressed/i, reason: 'The mail provider has the recipient on its suppression list, after an earlier bounce or complaint.' },

  // The message.
  { about: 'message', when: /\b5\.(?:3\.4|2\.3)\b|(?:message|size)[^.]{0,40}(?:too (?:big|large)|exceeds)|^(?:DATA|MAIL FROM) 552[ -]/i, reason: 'The message is larger than the receiver accepts.' },
  { about: 'message', when: /spam|unsolicited|virus|malware|phish|content rejected|blocked by (?:content|policy)|5\.7\.0 .*(?:content|security)|5\.6\.\d/i, reason: 'The receiver refused the content of the message (spam, virus or policy filter).' },

  // Codes alone.
  { about: 'account', when: /^MAIL FROM 5|\b5\.1\.[78]\b/, reason: 'The mail server refused our sender address. Check MAIL_FROM and what the account may send as.' },
  { about: 'account', when: /^(?:CONN|EHLO|HELO|STARTTLS|RSET) 5/, reason: 'The mail server refuses to talk to us. Check that our address may connect to it.' },
  { about: 'account', when: / 503[ -]/, reason: 'The mail server lost track of the session.' },
  { about: 'recipient', when: /\b5\.7\.\d+\b/, reason: 'The receiver does not accept this message from us, by its policy.' },
  { about: 'recipient', when: /^RCPT TO 5/, reason: 'The receiver refused the recipient.' },
  { about: 'message', when: / 5\d\d[ -]/, reason: 'The receiver refused the message.' },
  { about: 'server', when: / 421[ -]/, reason: 'The mail server is closing the connection; it is busy or being restarted.' },
  { about: 'recipient', when: /^RCPT TO 450[ -]/, reason: 'The mailbox of the recipient is not available right now.' },
  { about: 'server', when: / 4\d\d[ -]/, reason: 'The mail server can not take the message right now.' },
];

/** What a refusing reply (4xx or 5xx) to `command` means. */
export function explainReply(command: string, reply: { code: number; text: string }): ReplyMeaning {
  // Continuation lines repeat code and status: 550-5.7.26 … ⏎ 550-5.7.26 …
  const [first = '', ...more] = reply.text.split(/\r?\n/);
  const line = [first, ...more.map((part) => part.replace(/^\d{3}[ -](?:\d\.\d{1,3}\.\d{1,3} )?/, ''))].join(' ').replace(/^(\d{3})-/, '$1 ');
  const subject = `${command || 'CONN'} ${line} `;
  const { about, reason } = rules.find(({ when }) => when.test(subject)) ?? { about: 'server', reason: `The mail server answered ${reply.code}.` };
  return { about, reason };
}
