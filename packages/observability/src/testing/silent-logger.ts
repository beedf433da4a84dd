import type { Logger } from '../logger.ts';

/** Says nothing: for tests that do not look at what is logged. */
export const silentLogger: Logger = { error() {}, warn() {}, info() {}, debug() {}, child: () => silentLogger };
