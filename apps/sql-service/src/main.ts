import { loadSqlServiceConfig, readEnvironment } from '@carillon/config';
import { createLogger, loadOrExit, runProcess } from '@carillon/observability';
import { compose } from './compose.ts';

const config = loadOrExit(() => loadSqlServiceConfig(readEnvironment()));
const logger = createLogger({ process: 'sql-service', level: config.logLevel, format: config.logFormat });

runProcess({ logger, shutdownTimeoutMs: config.shutdownTimeoutMs, start: () => compose(config, logger) });
