import { Button, Menu } from '@mantine/core';
import { IconKeyboard, IconLogout, IconUser } from '@tabler/icons-react';
import classes from './shell.module.css';
import { useSignOut } from '../../features/auth/api/sign-out.ts';
import { useSignedInSession } from '../../lib/session/session-context.tsx';

export function UserMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const { operator } = useSignedInSession();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button className={classes.user} variant="subtle" color="gray" size="compact-sm" aria-label={`Account of ${operator.name}`} title={`${operator.email}, ${operator.role}`} leftSection={<IconUser size={18} aria-hidden />}>
          {operator.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconKeyboard size={15} aria-hidden />} onClick={onShowKeys}>
          Keys
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={15} aria-hidden />} disabled={signOut.isPending} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
