// node healthcheck.mjs PORT_VARIABLE DEFAULT_PORT: exits 0 when the process in this container answers /healthz.
const [variable = '', fallback = ''] = process.argv.slice(2);
const response = await fetch(`http://127.0.0.1:${process.env[variable] || fallback}/healthz`, { signal: AbortSignal.timeout(2_500) });
process.exitCode = response.ok ? 0 : 1;
