/** The product's mark. */
export function BellMark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="8" fill="var(--mark-surface)" />
      <path d="M16 6.5c-4.3 0-6.9 3.1-6.9 7.3 0 4.6-1.5 6.2-2.6 7.3h19c-1.1-1.1-2.6-2.7-2.6-7.3 0-4.2-2.6-7.3-6.9-7.3Z" fill="#fff" />
      <path d="M13 23.2a3.1 3.1 0 0 0 6 0Z" fill="#ffd27a" />
    </svg>
  );
}
