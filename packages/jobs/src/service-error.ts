/** Errors of service clients are told apart by `kind`: jobs know the clients by their types alone. */
function kindOf(error: unknown): unknown {
  return error instanceof Error && 'kind' in error ? error.kind : undefined;
}

/** Whether a service said no with this HTTP status. */
export function isRefusedWith(error: unknown, status: number): boolean {
  return kindOf(error) === 'refused' && error instanceof Error && 'status' in error && error.status === status;
}

/** Whether asking again is in vain: the service refuses us (a wrong signature, say), or does not keep to its contract. */
export function isPermanent(error: unknown): boolean {
  return kindOf(error) === 'refused' || kindOf(error) === 'wrong-answer';
}

/** What `find` brings, or null where the service does not know it (404). */
export async function orNull<Found>(find: Promise<Found>): Promise<Found | null> {
  try {
    return await find;
  } catch (error) {
    if (isRefusedWith(error, 404)) return null;
    throw error;
  }
}
