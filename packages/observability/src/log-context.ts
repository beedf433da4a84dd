import { AsyncLocalStorage } from 'node:async_hooks';

type Fields = Record<string, unknown>;
const storage = new AsyncLocalStorage<Fields>();

/** Runs `work` with fields that every log line written during it carries, however deep; inner fields add to outer ones. */
export function withLogContext<Result>(fields: Fields, work: () => Result): Result {
  return storage.run({ ...storage.getStore(), ...fields }, work);
}

export function currentLogContext(): Fields {
  return storage.getStore() ?? {};
}
