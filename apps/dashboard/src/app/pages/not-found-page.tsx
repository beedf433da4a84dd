import { NotFound } from '../../components/ui/not-found.tsx';

export function NotFoundPage() {
  return (
    <NotFound what="Page" title="There is nothing at this address" to="/" link="Go to the overview">
      The link may be mistyped or out of date. Ctrl K finds any page, or any id you paste.
    </NotFound>
  );
}
