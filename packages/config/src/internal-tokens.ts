import { checkSecret } from './check-secret.ts';
import { loadLocalSecrets } from './local-secrets.ts';
import { ConfigurationError, readVariables, type Environment } from './variables.ts';

/**
 * The secrets of internal tokens: the first one signs, all are accepted. To change it without a gap, add the new one
 * as INTERNAL_JWT_OTHER_SECRET everywhere, exchange the two, and take the old one away.
 */
export function loadInternalSecrets(environment: Environment): readonly [current: string, ...others: string[]] {
  const values = readVariables(environment, ['NODE_ENV', 'DATA_DIR', 'INTERNAL_JWT_SECRET', 'INTERNAL_JWT_OTHER_SECRET', 'SESSION_SECRET']);
  const { INTERNAL_JWT_SECRET: current, INTERNAL_JWT_OTHER_SECRET: other } = values;
  const problems = [
    ...checkSecret('INTERNAL_JWT_SECRET', current, { required: values.NODE_ENV === 'production' }),
    ...checkSecret('INTERNAL_JWT_OTHER_SECRET', other, { required: false }),
    ...(current !== undefined && current === values.SESSION_SECRET ? ['INTERNAL_JWT_SECRET is the same as SESSION_SECRET: set it to a secret of its own'] : []),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems);
  return [current ?? loadLocalSecrets(values.DATA_DIR).INTERNAL_JWT_SECRET, ...(other === undefined ? [] : [other])];
}
