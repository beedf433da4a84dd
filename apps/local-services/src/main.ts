import { loadLocalServicesConfig, readEnvironment } from '@carillon/config';
import { createLogger, loadOrExit, runProcess } from '@carillon/observability';
import { composeLocalServices } from './compose.ts';

const config = loadOrExit(() => loadLocalServicesConfig(readEnvironment()));
const logger = createLogger({ process: 'local-services', level: config.logLevel, format: config.logFormat });

runProcess({ logger, shutdownTimeoutMs: config.shutdownTimeoutMs, start: () => composeLocalServices({ config, logger }) });
