/** As ecosystem.config.js and the image start a worker. */
export const WORKER_NODE_OPTIONS = '--max-old-space-size=384';
