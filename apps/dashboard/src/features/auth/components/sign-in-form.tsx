import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDevLogin } from '../api/dev-login.ts';
import { useAuthMethods } from '../api/get-auth-methods.ts';
import { useSignIn } from '../api/sign-in.ts';
import { FormError } from '../../../components/ui/form-error.tsx';
import classes from './sign-in-form.module.css';

/** Signing in with e-mail and password and, in a local installation, with one click. */
export function SignInForm() {
  const methods = useAuthMethods();
  const signIn = useSignIn();
  const devLogin = useDevLogin();
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (value.trim() === '' ? 'Enter your e-mail address' : null),
      password: (value) => (value === '' ? 'Enter your password' : null),
    },
  });
  const pending = signIn.isPending || devLogin.isPending;

  return (
    <>
      {methods.data?.devLogin === true && (
        <div className={classes.local}>
          <Button fullWidth loading={devLogin.isPending} disabled={signIn.isPending} onClick={() => devLogin.mutate()}>
            Continue as local admin
          </Button>
          <FormError error={devLogin.error} />
          <p className={classes.or}>or with an account</p>
        </div>
      )}
      <form noValidate className={classes.form} onSubmit={form.onSubmit(({ email, password }) => (pending ? undefined : signIn.mutate({ email: email.trim(), password })))}>
        <TextInput label="E-mail" type="email" autoComplete="username" {...form.getInputProps('email')} />
        <PasswordInput label="Password" autoComplete="current-password" {...form.getInputProps('password')} />
        <FormError error={signIn.error} />
        <Button type="submit" variant={methods.data?.devLogin === true ? 'default' : 'filled'} fullWidth loading={signIn.isPending} disabled={devLogin.isPending}>
          Sign in
        </Button>
      </form>
    </>
  );
}
