import { createTempDirectory } from '@carillon/testing';
import type { TestProject } from 'vitest/node';
import { startDocumentStore } from './guarantees/start-document-store.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The document store of built processes; each product takes its own database. */
    documentStoreUri: string;
  }
}

/** Vitest's global setup for tests of built processes. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await createTempDirectory('store');
  const store = await startDocumentStore(directory.path);
  project.provide('documentStoreUri', store.uri);
  return async () => {
    await store.process.stop();
    await directory.remove();
  };
}
