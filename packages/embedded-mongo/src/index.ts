export { startEmbeddedMongo } from './server/start-embedded-mongo.ts';
export { DirectoryInUseError } from './storage/claim-directory.ts';
export { isCommitFailure } from './storage/tolerate-commit-failures.ts';
