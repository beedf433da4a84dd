import type { VariableName } from './variables.ts';

const PLACEHOLDER = /change[-_ ]?me|secret|example|default|password/i;
const REMEDY = 'set it to 32 random bytes, e.g. from: openssl rand -hex 32';

/** What is wrong with a secret that was given, or not given in production. Weak: short, a placeholder's words, or few characters repeated. */
export function checkSecret(name: VariableName, secret: string | undefined, { required }: { required: boolean }): string[] {
  if (secret === undefined) return required ? [`${name} is missing: ${REMEDY}`] : [];
  const weak = secret.length < 32 || PLACEHOLDER.test(secret) || new Set(secret).size < 8;
  return weak ? [`${name} is a placeholder or shorter than 32 characters: ${REMEDY}`] : [];
}
