import { Navigate, useSearchParams } from 'react-router';
import { BellMark } from '../../components/ui/bell-mark.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { useSession } from '../../features/auth/api/get-session.ts';
import { SignInForm } from '../../features/auth/components/sign-in-form.tsx';
import { safeReturnPath } from '../safe-return-path.ts';
import classes from './sign-in-page.module.css';

/** `?next=` is where to go afterwards; it never leads to another site. */
export function SignInPage() {
  const session = useSession();
  const [parameters] = useSearchParams();
  if (session.data) return <Navigate to={safeReturnPath(parameters.get('next'))} replace />;
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <BellMark size={40} />
        <PageHeader title="Sign in to Carillon" description="Every notification, and what became of it." />
        <SignInForm />
      </div>
    </main>
  );
}
