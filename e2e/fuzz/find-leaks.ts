/** What only a program that tells of its own inside would say. */
const INNARDS = [
  { name: 'a line of a stack', pattern: /\bat (?:async )?(?:new )?[\w$.#<>]+(?: \[as [\w$.]+\])? \(/ },
  { name: 'a line of a stack', pattern: /\bat async [\w$.]+|(?:\n|\\n)\s+at \S/ },
  { name: 'a place in a source', pattern: /\.[cm]?[jt]sx?:\d+|\bnode:[\w/]+:\d+/ },
  { name: 'a package', pattern: /node_modules/ },
  { name: 'an error of a database', pattern: /Mongo\w*Error|BSONError|CastError|ReplyError|PostgresError|DrizzleQueryError/ },
] as const;

/** What is recognized without knowing it. */
const CREDENTIALS = [
  { name: 'the hash of a password', pattern: /\$argon2(?:id|i|d)?\$/ },
  { name: 'the field of a hash', pattern: /"(?:passwordHash|secretHash|sessionVersion|endedSessionIds)"/ },
  { name: 'a JWT', pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/ },
  { name: 'an API key', pattern: /\bcrl_\w{8,}/ },
  { name: 'the secret of a webhook', pattern: /\bwhsec_[A-Za-z0-9+/]{16,}/ },
] as const;

/** What a secret looks like on its way out: as it is, and as its bytes may be written. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url'), bytes.toString('hex')];
}

/**
 * Names of what an answer tells and must not: lines of stacks, and each of the named `secrets`, plain or encoded. `shown` are the names of
 * credentials that this very answer is there to give.
 */
export function findLeaks(text: string, secrets: Readonly<Record<string, string>>, shown: readonly string[] = []): string[] {
  const patterns = [...INNARDS, ...CREDENTIALS].filter(({ name, pattern }) => !shown.includes(name) && pattern.test(text)).map(({ name }) => name);
  const told = Object.entries(secrets).filter(([, secret]) => spellings(secret).some((spelling) => text.includes(spelling))).map(([name]) => name);
  return [...new Set([...patterns, ...told])];
}
