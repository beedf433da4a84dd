export { COMPILE_ONCE, findBundle, startProcess, type TestProcess } from './start-process.ts';
export { createScriptedSmtpServer, type ScriptedSmtpServer, type SmtpScript } from './scripted-smtp-server.ts';
export { createTempDirectory, type TempDirectory } from './temp-directory.ts';
export { findFreePort } from './find-free-port.ts';
export { startTestRedis, type TestRedis } from './start-test-redis.ts';
