import type { Plugin } from 'vite';

const modules = /\/zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/;
const exported = /^export (?:const|function) (\w+)|^export \{ \w+ as (\w+) \};/gm;

/**
 * zod's schemas can describe themselves as JSON Schema, and carry what that takes wherever they go. Only the server does so
 * (for its OpenAPI document): in the browser a tenth of the first paint would be code that never runs.
 */
export function leaveOutJsonSchema(): Plugin {
  const found = new Set<string>();
  return {
    name: 'leave-out-json-schema',
    apply: 'build',
    transform: {
      filter: { id: modules },
      handler(code, id) {
        found.add(id);
        const names = [...code.matchAll(exported)].flatMap(([, declared, renamed]) => declared ?? renamed ?? []);
        return { code: standIn(names), map: null };
      },
    },
    buildEnd() {
      if (found.size !== 2) this.error('zod keeps its JSON Schema elsewhere by now: look where, and tell leave-out-json-schema.ts');
    },
  };
}

/** The same exports without their contents. Schemas make such methods when they are made themselves, and call them only when asked. */
function standIn(names: readonly string[]): string {
  const valueOf = (name: string) => (name.startsWith('create') ? '() => leftOut' : 'leftOut');
  return [
    "const leftOut = () => { throw new Error('JSON Schema is left out of the dashboard'); };",
    ...names.map((name, index) => `const part${index} = ${valueOf(name)};\nexport { part${index} as ${name} };`),
  ].join('\n');
}
