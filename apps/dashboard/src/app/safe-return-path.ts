/** A path of this site to go to after signing in. Whatever could lead elsewhere (`//host`, `https:`, `/\host`) becomes the start page. */
export function safeReturnPath(next: string | null): string {
  if (next === null || !/^\/(?![/\\])/.test(next) || /[\p{Cc}\\]/u.test(next) || next.startsWith('/sign-in')) return '/';
  return next;
}
