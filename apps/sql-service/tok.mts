import { createInternalTokens } from '@carillon/service-clients/internal-token';
import { readFileSync } from 'node:fs';
console.log(createInternalTokens({ secret: JSON.parse(readFileSync('/tmp/sqlsvc-Zl7t/secrets.json','utf8')).INTERNAL_JWT_SECRET, subject: 'worker', clock: { now: () => new Date() } }).tokenFor('sql-service'));
