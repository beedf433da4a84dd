import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';
import { leaveOutJsonSchema } from './leave-out-json-schema.ts';

export default defineConfig(({ mode }) => {
  const { API_PORT = '4000' } = loadEnv(mode, '.', 'API_');
  return {
    plugins: [react(), leaveOutJsonSchema()],
    server: {
      host: '127.0.0.1',
      port: 4001,
      strictPort: true,
      proxy: { '/api': { target: `http://127.0.0.1:${API_PORT}` } },
    },
    build: {
      target: 'es2022',
      manifest: true,
      license: { fileName: 'licenses.md' },
      // The polyfill and inlined assets would need a looser content security policy than the product has.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      // One sheet: a quarter smaller than the sum of many, and rules come in one order whatever page is visited first.
      cssCodeSplit: false,
      reportCompressedSize: false,
    },
  };
});
