import type { Permission, Session } from '@carillon/domain';
import { createContext, useContext } from 'react';

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

/** Who is signed in. Only for what is shown behind the sign-in. */
export function useSignedInSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSignedInSession needs a SessionProvider above it');
  return session;
}

/** Whether the signed-in operator may do this; what they may not do is not offered. */
export function usePermission(permission: Permission): boolean {
  return useSignedInSession().permissions.includes(permission);
}
