export type SessionCookie = ReturnType<typeof createSessionCookie>;

/**
 * The cookie that holds a session: out of reach for scripts, never sent along from other sites. Over HTTPS its name makes
 * browsers refuse one that another host or an unencrypted page has set (`__Host-`, RFC 6265bis); `http://localhost`, where
 * browsers take secure cookies too, must do without that name.
 */
export function createSessionCookie({ secure, https }: { secure: boolean; https: boolean }) {
  const name = secure && https ? '__Host-carillon_session' : 'carillon_session';
  const attributes = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  return {
    read(header: string | undefined): string | null {
      const pair = header?.split(';').map((part) => part.trim()).find((part) => part.startsWith(`${name}=`));
      return pair === undefined ? null : pair.slice(name.length + 1);
    },
    set: (token: string, expiresAt: Date) => `${name}=${token}; ${attributes}; Expires=${expiresAt.toUTCString()}`,
    clear: () => `${name}=; ${attributes}; Expires=${new Date(0).toUTCString()}`,
  };
}
