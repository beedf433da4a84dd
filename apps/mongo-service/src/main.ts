import { loadMongoServiceConfig, readEnvironment } from '@carillon/config';
import { createLogger, loadOrExit, runProcess } from '@carillon/observability';
import { compose } from './compose.ts';

const config = loadOrExit(() => loadMongoServiceConfig(readEnvironment()));
const logger = createLogger({ process: 'mongo-service', level: config.logLevel, format: config.logFormat });

runProcess({ logger, shutdownTimeoutMs: config.shutdownTimeoutMs, start: () => compose(config, logger) });
