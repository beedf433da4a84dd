// Runs before the first paint, so that a dark screen never flashes white. A file of its own, because inline scripts are forbidden.
(() => {
  let wanted = 'auto';
  try {
    wanted = localStorage.getItem('carillon-color-scheme') ?? 'auto';
  } catch {
    // Storage can be switched off; the system's choice is then used.
  }
  const dark = wanted === 'dark' || (wanted !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
