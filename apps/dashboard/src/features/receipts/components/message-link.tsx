import { Link } from 'react-router';

/** The message a receipt is about: notifications have a page of their own. */
export function MessageLink({ id }: { id: string }) {
  return id.startsWith('ntf_') ? <Link to={`/notifications/${id}`}>{id}</Link> : <code>{id}</code>;
}
