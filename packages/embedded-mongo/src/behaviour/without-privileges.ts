const nobody = 65_534;

/** Runs something as a user whom file modes bind; root, as whom tests run in containers, may write anywhere. */
export async function withoutPrivileges<T>(run: () => Promise<T>): Promise<T> {
  const user = process.geteuid?.();
  if (user !== 0) return run();
  process.seteuid?.(nobody);
  try {
    return await run();
  } finally {
    process.seteuid?.(user);
  }
}
