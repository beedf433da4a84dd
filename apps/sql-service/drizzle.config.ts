import { defineConfig } from 'drizzle-kit';

/** `npm run generate-migration` writes the next migration from the tables; it is checked in, and run at the next start. */
export default defineConfig({ dialect: 'postgresql', schema: './src/*/table.ts', out: './migrations' });
