/** Long after every test, and before what a message says is no longer kept. */
export const muchLater = new Date(Date.now() + 60 * 86_400_000).toISOString();
