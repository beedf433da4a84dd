import { loadDoctorConfig, readEnvironment } from '@carillon/config';
import { loadOrExit } from '@carillon/observability';
import { compose } from './compose.ts';
import { formatReport } from './format-report.ts';
import { runChecks } from './run-checks.ts';

const config = loadOrExit(() => loadDoctorConfig(readEnvironment()));
const findings = await runChecks(compose(config));
process.stdout.write(`${formatReport(findings)}\n`);
// Connections that providers keep open must not hold the process.
process.exit(findings.some(({ level }) => level === 'failure') ? 1 : 0);
