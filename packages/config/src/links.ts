import { hkdfSync } from 'node:crypto';
import { checkSecret } from './check-secret.ts';
import { loadInternalSecrets } from './internal-tokens.ts';
import { ConfigurationError, readVariables, type Environment } from './variables.ts';

/** What links in mails begin with and are signed with. */
export function loadLinks(environment: Environment) {
  const values = readVariables(environment, ['API_PORT', 'PUBLIC_URL', 'LINK_SECRET']);
  const internalSecrets = loadInternalSecrets(environment);
  const problems = checkSecret('LINK_SECRET', values.LINK_SECRET, { required: false });
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.API_PORT}`, keys: deriveLinkKeys(values.LINK_SECRET, internalSecrets) };
}

/**
 * The keys of signed links, made for this use alone (HKDF, RFC 5869): the first one signs, all are accepted. Without a secret
 * of their own they come from the internal one, so that a local installation needs no other; what was signed that way stays good.
 */
export function deriveLinkKeys(secret: string | undefined, internalSecrets: readonly [current: string, ...others: string[]]): readonly [current: Uint8Array, ...others: Uint8Array[]] {
  const [current, ...others] = internalSecrets;
  return secret === undefined ? [deriveKey(current), ...others.map(deriveKey)] : [deriveKey(secret), ...internalSecrets.map(deriveKey)];
}

function deriveKey(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'carillon link v1', 32));
}
